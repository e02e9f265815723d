/** Bayesian optimisation with Gaussian processes; {@link io.trialog.tuners.gp.GaussianProcess} is for other models too. */
@NullMarked
package io.trialog.tuners.gp;

import org.jspecify.annotations.NullMarked;
