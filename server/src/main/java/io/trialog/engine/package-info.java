/** The loop: command, decision, events, state, durable, reply, effects. It knows no feature. */
@NullMarked
package io.trialog.engine;

import org.jspecify.annotations.NullMarked;
