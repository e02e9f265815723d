/** Population based training. */
@NullMarked
package io.trialog.tuners.pbt;

import org.jspecify.annotations.NullMarked;
