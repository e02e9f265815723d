/** Stops trials whose values leave bounds. */
@NullMarked
package io.trialog.tuners.threshold;

import org.jspecify.annotations.NullMarked;
