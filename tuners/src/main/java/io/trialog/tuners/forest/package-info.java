/** Random forests over coordinates that are numbers, categories or absent. */
@NullMarked
package io.trialog.tuners.forest;

import org.jspecify.annotations.NullMarked;
