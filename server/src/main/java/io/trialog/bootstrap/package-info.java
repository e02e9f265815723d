<<<<<<< HEAD
/** Builds the object graph by hand; starts and stops it in order. */
=======
/** Builds the object graph by hand; start and stop order; the data directory that one process owns. */
>>>>>>> log
@NullMarked
package io.trialog.bootstrap;

import org.jspecify.annotations.NullMarked;
