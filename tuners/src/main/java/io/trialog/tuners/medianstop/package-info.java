/** The median stopping rule. */
@NullMarked
package io.trialog.tuners.medianstop;

import org.jspecify.annotations.NullMarked;
