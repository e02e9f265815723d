/** The normal distribution, of which most models make use. */
@NullMarked
package io.trialog.tuners.normal;

import org.jspecify.annotations.NullMarked;
