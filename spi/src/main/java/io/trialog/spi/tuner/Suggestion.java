package io.trialog.spi.tuner;

import io.trialog.spi.space.Configuration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One proposed configuration. Immutable; grows by {@code with...} methods. */
public final class Suggestion {

    private static final int MAX_TAG_LENGTH = 200;

    private final Configuration configuration;
    private final @Nullable String note;
    private final @Nullable String tag;
    private final @Nullable Double budget;
    private final @Nullable Long parent;

    private Suggestion(
            Configuration configuration,
            @Nullable String note,
            @Nullable String tag,
            @Nullable Double budget,
            @Nullable Long parent) {
        this.configuration = Objects.requireNonNull(configuration, "configuration");
        this.note = note;
        this.tag = tag;
        this.budget = budget;
        this.parent = parent;
    }

    /** Proposes a configuration. */
    public static Suggestion of(Configuration configuration) {
        return new Suggestion(configuration, null, null, null, null);
    }

    /** The same proposal with a word for people on why it was made; it is recorded with the trial. */
    public Suggestion withNote(String why) {
        return new Suggestion(configuration, why, tag, budget, parent);
    }

    /**
     * The same proposal with a word of the tuner to itself: it is recorded, and comes back with every observation of the trial
     * ({@link Observation#tag()}). It says what the configuration does not, as the bracket that a trial belongs to.
     *
     * @param word at most 200 characters
     * @throws IllegalArgumentException when it is longer
     */
    public Suggestion withTag(String word) {
        if (word.length() > MAX_TAG_LENGTH) {
            throw new IllegalArgumentException(
                    "tag: " + word.length() + " characters (expected: at most " + MAX_TAG_LENGTH + ")");
        }
        return new Suggestion(configuration, note, word, budget, parent);
    }

    /**
     * The same proposal with a budget: how much the trial is to spend, in units that the tuner's options define (epochs, most
     * often). The trial is told; it comes back with every observation of the trial.
     *
     * @param amount finite, above 0
     * @throws IllegalArgumentException when it is not
     */
    public Suggestion withBudget(double amount) {
        if (!Double.isFinite(amount) || amount <= 0) {
            throw new IllegalArgumentException("budget: " + amount + " (expected: finite, > 0)");
        }
        return new Suggestion(configuration, note, tag, amount, parent);
    }

    /**
     * The same proposal as the continuation of an earlier trial: the new trial starts with a copy of what that one left in
     * its checkpoint directory, if it left anything.
     *
     * @param trialNumber the earlier trial, 0 or more; it has ended
     */
    public Suggestion continuing(long trialNumber) {
        if (trialNumber < 0) {
            throw new IllegalArgumentException("parent: " + trialNumber + " (expected: >= 0)");
        }
        return new Suggestion(configuration, note, tag, budget, trialNumber);
    }

    /** What to evaluate. */
    public Configuration configuration() {
        return configuration;
    }

    /** Why, for people. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** The tuner's word to itself. */
    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /** How much to spend, in units of the tuner's options. */
    public OptionalDouble budget() {
        return budget == null ? OptionalDouble.empty() : OptionalDouble.of(budget);
    }

    /** The trial that is continued. */
    public OptionalLong parent() {
        return parent == null ? OptionalLong.empty() : OptionalLong.of(parent);
    }

    @Override
    public String toString() {
        return configuration.toString();
    }
}
