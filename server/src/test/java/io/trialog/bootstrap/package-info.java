@NullMarked
package io.trialog.bootstrap;

import org.jspecify.annotations.NullMarked;
