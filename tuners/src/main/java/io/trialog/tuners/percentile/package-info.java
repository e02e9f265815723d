/** The percentile stopping rule. */
@NullMarked
package io.trialog.tuners.percentile;

import org.jspecify.annotations.NullMarked;
