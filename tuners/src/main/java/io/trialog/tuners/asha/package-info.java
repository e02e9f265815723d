/** Asynchronous successive halving. */
@NullMarked
package io.trialog.tuners.asha;

import org.jspecify.annotations.NullMarked;
