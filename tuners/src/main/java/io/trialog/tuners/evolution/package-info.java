/** Evolution of a population that ages. */
@NullMarked
package io.trialog.tuners.evolution;

import org.jspecify.annotations.NullMarked;
