/** How much memory a server takes for trials and for what they report. */
@NullMarked
package io.trialog.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
