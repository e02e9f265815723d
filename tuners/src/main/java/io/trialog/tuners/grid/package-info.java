/** Grid search, with grids that are refined without end. */
@NullMarked
package io.trialog.tuners.grid;

import org.jspecify.annotations.NullMarked;
