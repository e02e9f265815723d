/** Stops trials by the extrapolation of their learning curves. */
@NullMarked
package io.trialog.tuners.curvefitting;

import org.jspecify.annotations.NullMarked;
