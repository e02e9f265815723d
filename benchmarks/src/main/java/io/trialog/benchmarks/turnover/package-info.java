/** How fast one trial follows another: real processes, the server as users start it, next to a loop that starts the same processes. */
@NullMarked
package io.trialog.benchmarks.turnover;

import org.jspecify.annotations.NullMarked;
