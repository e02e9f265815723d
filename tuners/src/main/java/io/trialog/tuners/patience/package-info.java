/** Stops trials that do not get better any more. */
@NullMarked
package io.trialog.tuners.patience;

import org.jspecify.annotations.NullMarked;
