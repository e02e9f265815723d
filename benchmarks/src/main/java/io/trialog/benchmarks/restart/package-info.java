/** How long a server takes to answer on a data directory with a long past: with and without snapshots. */
@NullMarked
package io.trialog.benchmarks.restart;

import org.jspecify.annotations.NullMarked;
