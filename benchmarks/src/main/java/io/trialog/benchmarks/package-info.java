/** Measures Trialog against ceilings: what the same machine does at best. Never shipped. */
@NullMarked
package io.trialog.benchmarks;

import org.jspecify.annotations.NullMarked;
