/** Search spaces: named parameters, each a distribution; the values that they deliver. */
@NullMarked
package io.trialog.spi.space;

import org.jspecify.annotations.NullMarked;
