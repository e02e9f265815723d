/**
 * What trial code uses to talk to a Trialog experiment server: {@link io.trialog.sdk.Trial} is the entry.
 *
 * <p>The package needs the JDK and nothing else; to report over Kafka, {@code org.apache.kafka:kafka-clients} as well.
 */
@NullMarked
package io.trialog.sdk;

import org.jspecify.annotations.NullMarked;
