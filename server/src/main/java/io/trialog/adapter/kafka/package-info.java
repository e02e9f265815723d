/**
 * Kafka: takes reports from a topic and sends events to one. {@link io.trialog.adapter.kafka.KafkaTransports} is the door; it
 * loads nothing of Kafka before a configuration asks for it.
 *
 * <pre>
 *   reports topic --> {@link io.trialog.adapter.kafka.ReportConsumer} (one thread) --> ConsumeReports --> engine
 *                         '--> dead letters topic, acknowledged before the offset is recorded
 *   event log     --> {@link io.trialog.adapter.kafka.EventFeed} (one thread) --> events topic
 * </pre>
 */
@NullMarked
package io.trialog.adapter.kafka;

import org.jspecify.annotations.NullMarked;
