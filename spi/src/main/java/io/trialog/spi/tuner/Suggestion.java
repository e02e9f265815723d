package io.trialog.spi.tuner;

import io.trialog.spi.space.Configuration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One proposed configuration. Immutable; grows by {@code with...} methods. */
public final class Suggestion {

    private final Configuration configuration;
    private final @Nullable String note;

    private Suggestion(Configuration configuration, @Nullable String note) {
        this.configuration = Objects.requireNonNull(configuration, "configuration");
        this.note = note;
    }

    /** Proposes a configuration. */
    public static Suggestion of(Configuration configuration) {
        return new Suggestion(configuration, null);
    }

    /** The same proposal with a word for people on why it was made; it is recorded with the trial. */
    public Suggestion withNote(String why) {
        return new Suggestion(configuration, why);
    }

    /** What to evaluate. */
    public Configuration configuration() {
        return configuration;
    }

    /** Why, for people. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    @Override
    public String toString() {
        return configuration.toString();
    }
}
