/** Asynchronous successive halving as a stopping rule. */
@NullMarked
package io.trialog.tuners.successivehalving;

import org.jspecify.annotations.NullMarked;
