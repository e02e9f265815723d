/** Tuners propose configurations and learn from results. */
@NullMarked
package io.trialog.spi.tuner;

import org.jspecify.annotations.NullMarked;
