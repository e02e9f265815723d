/** Experiments: configuration, life cycle, limits. */
@NullMarked
package io.trialog.experiment;

import org.jspecify.annotations.NullMarked;
