/** Why an experiment moves, or does not, in words. */
@NullMarked
package io.trialog.projection.activity;

import org.jspecify.annotations.NullMarked;
