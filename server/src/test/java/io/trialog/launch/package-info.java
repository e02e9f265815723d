@NullMarked
package io.trialog.launch;

import org.jspecify.annotations.NullMarked;
