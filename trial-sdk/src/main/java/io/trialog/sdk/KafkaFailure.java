package io.trialog.sdk;

/** Kafka has not acknowledged a record, which may or may not have arrived. */
final class KafkaFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    private KafkaFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static KafkaFailure forNow(String reason) {
        return new KafkaFailure(Kind.FOR_NOW, reason);
    }

    static KafkaFailure tooLarge(String reason) {
        return new KafkaFailure(Kind.TOO_LARGE, reason);
    }

    static KafkaFailure forGood(String reason) {
        return new KafkaFailure(Kind.FOR_GOOD, reason);
    }

    Kind kind() {
        return kind;
    }

    /** What it means for further records. */
    enum Kind {
        /** One of them may be acknowledged. */
        FOR_NOW,
        /** Smaller ones are taken. */
        TOO_LARGE,
        /** Kafka cannot be used by this process. */
        FOR_GOOD
    }
}
