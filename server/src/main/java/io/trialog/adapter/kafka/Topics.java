package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds topics, and makes those that are missing where that is wanted. */
final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final BrokerWatch watch;
    private final KafkaSettings settings;

    Topics(BrokerWatch watch, KafkaSettings settings) {
        this.watch = watch;
        this.settings = settings;
    }

    /**
     * A topic, which is made when it is not there.
     *
     * @throws org.apache.kafka.common.KafkaException when it is not there or no broker answers
     */
    Topic findOrCreate(String name) {
        try {
            return find(name);
        } catch (UnknownTopicOrPartitionException e) {
            if (!settings.createTopics()) {
                throw new UnknownTopicOrPartitionException(
                        "there is no topic " + name + ", and kafka.createTopics is false", e);
            }
            create(name);
            return find(name);
        }
    }

    /**
     * A topic.
     *
     * @throws UnknownTopicOrPartitionException when it is not there
     */
    Topic find(String name) {
        return Topic.of(Answer.of(describe(watch.admin(), name)));
    }

    /** What a broker says of a topic. */
    static KafkaFuture<TopicDescription> describe(Admin admin, String name) {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(name)).topicNameValues().get(name));
    }

    private void create(String name) {
        NewTopic topic = new NewTopic(
                        name,
                        Optional.of(settings.partitions()),
                        Optional.ofNullable(settings.replicationFactor()).map(Integer::shortValue))
                .configs(Map.of(
                        // so that offsets can be found by the time at which records came
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.retention().toMillis())));
        Admin admin = watch.admin();
        try {
            Answer.of(admin.createTopics(List.of(topic)).all());
            LOG.info(
                    "made topic {} [partitions: {}, retention: {}]", name, settings.partitions(), settings.retention());
        } catch (TopicExistsException e) {
            LOG.debug("somebody else made topic {}", name);
        }
    }
}
