/**
 * A real Kafka broker for tests and benchmarks: in a container where Docker is there, else Kafka's own server with KRaft, in
 * this JVM or in one of its own.
 *
 * <p>{@link io.trialog.testbroker.TestBroker} is the entry; {@link io.trialog.testbroker.BrokerProcess} starts one from a
 * command line, for tests in other languages.
 */
@NullMarked
package io.trialog.testbroker;

import org.jspecify.annotations.NullMarked;
