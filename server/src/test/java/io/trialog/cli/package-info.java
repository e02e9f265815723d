@NullMarked
package io.trialog.cli;

import org.jspecify.annotations.NullMarked;
