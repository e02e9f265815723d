/** Random search. */
@NullMarked
package io.trialog.tuners.random;

import org.jspecify.annotations.NullMarked;
