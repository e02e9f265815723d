/** NSGA-II: an evolutionary search for the front of several objectives. */
@NullMarked
package io.trialog.tuners.nsga2;

import org.jspecify.annotations.NullMarked;
