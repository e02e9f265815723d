/** Logs as text files that show every damage: written, and read back. */
@NullMarked
package io.trialog.adapter.export;

import org.jspecify.annotations.NullMarked;
