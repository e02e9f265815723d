package io.trialog.projection.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an experiment waits for, or that keeps it from going on.
 *
 * @param kind what it is about
 * @param text sentences for people: what is waited for, and where it helps, what to do
 * @param since since when; null when that is not known
 */
public record ActivityNote(Kind kind, String text, @Nullable Instant since) {

    /** What notes are about. */
    public enum Kind {
        /** Somebody or something stopped it; it goes on when it is resumed. */
        HELD("held"),
        /** The server that ran it has ended. */
        ORPHANED("orphaned"),
        /** A limit of the experiment. */
        LIMIT("limit"),
        /** Attempts that wait for GPUs. */
        GPU("gpu"),
        /** Attempts on their way from or to the training service, or to who asks for them. */
        TRAINING_SERVICE("trainingService"),
        /** Attempts that give no sign of life. */
        SILENT("silent"),
        /** Trials that wait for another attempt. */
        RETRY("retry"),
        /** The tuner. */
        TUNER("tuner"),
        /** The number of trials at a time. */
        SLOTS("slots"),
        /** Configurations that wait to become trials. */
        QUEUE("queue");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As clients see it. */
        public String word() {
            return word;
        }
    }
}
