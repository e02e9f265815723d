package io.trialog.adapter.kafka;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * A topic as it is now.
 *
 * @param id what a topic that is made anew under the same name does not have
 * @param partitions how many, 1 or more; may grow
 */
record Topic(String name, Uuid id, int partitions) {

    static Topic of(TopicDescription description) {
        return new Topic(
                description.name(),
                description.topicId(),
                description.partitions().size());
    }

    /** What the log calls it. */
    String source() {
        return name + "@" + id;
    }
}
