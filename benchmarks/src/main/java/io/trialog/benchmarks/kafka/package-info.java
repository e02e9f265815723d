/** Reports over Kafka: the server next to a consumer that only reads and parses the same records. */
@NullMarked
package io.trialog.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
