/** Copies of trial code, made once for an experiment. */
@NullMarked
package io.trialog.adapter.code;

import org.jspecify.annotations.NullMarked;
