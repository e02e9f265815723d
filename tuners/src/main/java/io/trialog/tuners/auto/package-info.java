/** {@code Auto}: chooses among the other tuners. */
@NullMarked
package io.trialog.tuners.auto;

import org.jspecify.annotations.NullMarked;
