/** What happens next in an experiment: which trials start, when to ask the tuner, when it is over; and the effects that follow. */
@NullMarked
package io.trialog.scheduling;

import org.jspecify.annotations.NullMarked;
