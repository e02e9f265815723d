/** Builds the object graph by hand; starts and stops it in order. */
@NullMarked
package io.trialog.bootstrap;

import org.jspecify.annotations.NullMarked;
