/** Covariance matrix adaptation: a normal distribution of good points that follows the results. */
@NullMarked
package io.trialog.tuners.cmaes;

import org.jspecify.annotations.NullMarked;
