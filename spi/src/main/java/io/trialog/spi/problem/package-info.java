/** What is wrong with an input, said so that a person can mend it; all problems at once. */
@NullMarked
package io.trialog.spi.problem;

import org.jspecify.annotations.NullMarked;
