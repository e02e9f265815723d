/** Kafka: against a real broker. */
package io.trialog.adapter.kafka;
