/** All trials of an experiment at once, as compact columns for charts. */
@NullMarked
package io.trialog.projection.columns;

import org.jspecify.annotations.NullMarked;
