/** Sequential model-based optimisation with a random forest. */
@NullMarked
package io.trialog.tuners.smac;

import org.jspecify.annotations.NullMarked;
