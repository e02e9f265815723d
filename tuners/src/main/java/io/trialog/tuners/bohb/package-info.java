/** BOHB: Hyperband whose configurations come from a model of what was good. */
@NullMarked
package io.trialog.tuners.bohb;

import org.jspecify.annotations.NullMarked;
