@NullMarked
package io.trialog.event;

import org.jspecify.annotations.NullMarked;
