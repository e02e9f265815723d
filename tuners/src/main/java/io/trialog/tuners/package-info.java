/** The tuners and assessors that come with Trialog. They use the same door as everybody's: {@link io.trialog.spi.Plugin}. */
@NullMarked
package io.trialog.tuners;

import org.jspecify.annotations.NullMarked;
