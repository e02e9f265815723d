package io.trialog.adapter.kafka;

/** Is told what happens between this server and Kafka. Any thread; returns at once. */
public interface KafkaMonitor {

    /** Nobody wants to know. */
    KafkaMonitor NONE = new KafkaMonitor() {};

    /** Records were read from a topic; those for other servers are among them. */
    default void read(String topic, int records) {}

    /** Reports were recorded that came from a topic; duplicates are among them. */
    default void recorded(String topic, int reports) {}

    /** A record went to the dead letters. */
    default void deadLetter(String topic, PoisonKind kind) {}

    /** The topic of dead letters did not take a record, which is gone but for the program's log. */
    default void deadLetterRefused(String topic) {}

    /** Records were deleted from a topic before this server read them. */
    default void lost(String topic, long records) {}

    /** So many records of a partition wait to be read. */
    default void lag(String topic, int partition, long records) {}

    /** Events were acknowledged that were sent to a topic. */
    default void fed(String topic, int events) {}

    /** So many positions of the log lie behind what was sent to a topic; not all hold events for it. */
    default void feedLag(String topic, long positions) {}

    /** Whether the brokers at these addresses are away. */
    default void away(String servers, boolean isAway) {}
}
