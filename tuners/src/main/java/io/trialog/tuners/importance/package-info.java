/** Which parameters matter: variances and means over all others of what a random forest has learnt. */
@NullMarked
package io.trialog.tuners.importance;

import org.jspecify.annotations.NullMarked;
