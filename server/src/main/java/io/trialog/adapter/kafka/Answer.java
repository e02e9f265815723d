package io.trialog.adapter.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what brokers answer. */
final class Answer {

    private Answer() {}

    /**
     * The answer.
     *
     * @throws KafkaException when it is no, or none came; an {@link InterruptException} when this thread is to end
     */
    static <T> T of(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static KafkaException failure(ExecutionException e) {
        Throwable cause = cause(e);
        return cause instanceof KafkaException known ? known : new KafkaException(cause);
    }

    /** What made a future fail, without its wrappers. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
