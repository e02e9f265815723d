/** Annealing: proposals near good results, ever nearer. */
@NullMarked
package io.trialog.tuners.anneal;

import org.jspecify.annotations.NullMarked;
