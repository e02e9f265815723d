/** The tree-structured Parzen estimator. */
@NullMarked
package io.trialog.tuners.tpe;

import org.jspecify.annotations.NullMarked;
