/** JMH benchmarks of the event log: the codec, appends, replay. */
@NullMarked
package io.trialog.benchmarks.log;

import org.jspecify.annotations.NullMarked;
