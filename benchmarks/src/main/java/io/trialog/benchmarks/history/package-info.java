/** Measures what a long history of trials costs those who ask, tell and look. */
@NullMarked
package io.trialog.benchmarks.history;

import org.jspecify.annotations.NullMarked;
