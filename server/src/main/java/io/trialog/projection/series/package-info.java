/** The metric series of all trials, on disk and down-sampled: curves of any length in bounded time and memory. */
@NullMarked
package io.trialog.projection.series;

import org.jspecify.annotations.NullMarked;
