/** Points that fill a space evenly: the Sobol sequence, and the tuner that proposes it. */
@NullMarked
package io.trialog.tuners.qmc;

import org.jspecify.annotations.NullMarked;
