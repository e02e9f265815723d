/** Launching experiments from Java programs: in the program's own process, or on a server that runs already. */
@NullMarked
package io.trialog.launch;

import org.jspecify.annotations.NullMarked;
