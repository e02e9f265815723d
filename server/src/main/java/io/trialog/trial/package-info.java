/** Trials and their attempts: proposed, scheduled, started, stopped, ended. */
@NullMarked
package io.trialog.trial;

import org.jspecify.annotations.NullMarked;
