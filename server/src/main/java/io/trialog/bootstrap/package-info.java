/** Builds the object graph by hand; start and stop order; the data directory that one process owns. */
@NullMarked
package io.trialog.bootstrap;

import org.jspecify.annotations.NullMarked;
