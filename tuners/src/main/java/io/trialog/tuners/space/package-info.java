/**
 * The one place that maps between what users write and what models work on: the unit cube with log and normal types
 * unwarped, steps as cells, categories as indices, inactive parameters absent.
 */
@NullMarked
package io.trialog.tuners.space;

import org.jspecify.annotations.NullMarked;
