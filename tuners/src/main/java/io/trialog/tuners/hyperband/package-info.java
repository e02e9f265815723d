/** Hyperband. */
@NullMarked
package io.trialog.tuners.hyperband;

import org.jspecify.annotations.NullMarked;
