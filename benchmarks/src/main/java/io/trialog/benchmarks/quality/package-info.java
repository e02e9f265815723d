/** Lets benches that are written in other languages drive tuners. */
@NullMarked
package io.trialog.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
