@NullMarked
package io.trialog.projection.selection;

import org.jspecify.annotations.NullMarked;
