/** The {@code trialog} command: what people type, and what they see in a terminal. */
@NullMarked
package io.trialog.cli;

import org.jspecify.annotations.NullMarked;
