/** Training services run the attempts of trials somewhere. */
@NullMarked
package io.trialog.spi.training;

import org.jspecify.annotations.NullMarked;
