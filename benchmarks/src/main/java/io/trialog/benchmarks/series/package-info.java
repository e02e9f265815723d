/** What metric series cost: to be kept, and to be asked for. */
@NullMarked
package io.trialog.benchmarks.series;

import org.jspecify.annotations.NullMarked;
