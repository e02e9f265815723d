/** Typed, documented options of plugins: what a factory accepts, and the values a user gave. */
@NullMarked
package io.trialog.spi.option;

import org.jspecify.annotations.NullMarked;
