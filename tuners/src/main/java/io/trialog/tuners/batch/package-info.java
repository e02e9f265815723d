/** The options of one choice, one after the other. */
@NullMarked
package io.trialog.tuners.batch;

import org.jspecify.annotations.NullMarked;
