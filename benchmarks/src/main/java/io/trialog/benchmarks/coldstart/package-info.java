/** How long the server takes from the start of its process to its first answer, and how much memory it has when nothing happens. */
@NullMarked
package io.trialog.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
