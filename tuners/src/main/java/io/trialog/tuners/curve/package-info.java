/** What assessors have in common: learning curves, and how verdicts on them are put into words. */
@NullMarked
package io.trialog.tuners.curve;

import org.jspecify.annotations.NullMarked;
