/** The search for the point that a model rates highest. */
@NullMarked
package io.trialog.tuners.candidate;

import org.jspecify.annotations.NullMarked;
