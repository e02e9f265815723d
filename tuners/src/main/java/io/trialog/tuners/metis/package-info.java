/** Metis: exploitation, exploration or another look at outliers, by what they teach. */
@NullMarked
package io.trialog.tuners.metis;

import org.jspecify.annotations.NullMarked;
