/** Options that several algorithms share. */
@NullMarked
package io.trialog.tuners.option;

import org.jspecify.annotations.NullMarked;
