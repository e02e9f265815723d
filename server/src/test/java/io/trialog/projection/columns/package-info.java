@NullMarked
package io.trialog.projection.columns;

import org.jspecify.annotations.NullMarked;
