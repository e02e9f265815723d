/** Proposals: asked for, answered, recorded; the tuner and the assessor as folds over the log. */
@NullMarked
package io.trialog.tuning;

import org.jspecify.annotations.NullMarked;
