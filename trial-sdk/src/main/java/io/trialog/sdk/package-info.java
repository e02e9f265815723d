/**
 * What trial code uses to talk to a Trialog experiment server: {@link io.trialog.sdk.Trial} is the entry.
 *
 * <p>The package needs the JDK and nothing else.
 */
@NullMarked
package io.trialog.sdk;

import org.jspecify.annotations.NullMarked;
