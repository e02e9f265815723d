/** Deep networks for global optimisation. */
@NullMarked
package io.trialog.tuners.dngo;

import org.jspecify.annotations.NullMarked;
