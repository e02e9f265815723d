/** Reports of trials: each counts once. */
@NullMarked
package io.trialog.metric;

import org.jspecify.annotations.NullMarked;
