/** What tuners know of their experiment's trials: a fold over observations that they share. */
@NullMarked
package io.trialog.tuners.history;

import org.jspecify.annotations.NullMarked;
