package io.trialog.spi.tuner;

import io.trialog.spi.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that became known about a trial. A trial is observed as {@link State#PENDING} when it is proposed and once
 * more when it ends; when it is tried again after that, as {@code PENDING} again. Results that people bring from elsewhere are
 * observed as ended trials with the numbers -1, -2, ...: at any time, before the first request too, and never as pending. They
 * are to be learnt from like others. Immutable; grows by accessors.
 */
public final class Observation {

    /** What is known. Tuners treat a state that they do not know as {@link #FAILED}. */
    public enum State {
        /** Proposed, has not ended. */
        PENDING,
        /** Ended with a finite final value. */
        SUCCEEDED,
        /** Ended without a usable value: it crashed, reported nothing or something that is not a finite number. */
        FAILED,
        /** Cannot be evaluated at all (out of memory, say): the region is to be avoided. */
        INFEASIBLE,
        /** An assessor stopped it; {@link Observation#value()} is its last intermediate value, if there was one. */
        EARLY_STOPPED,
        /** A person or the system stopped it: says nothing about the configuration. */
        CANCELED
    }

    private final long trialNumber;
    private final Configuration configuration;
    private final State state;
    private final Map<String, Double> metrics;
    private final List<Double> intermediates;
    private final @Nullable String tag;
    private final @Nullable Double budget;
    private final @Nullable Long parent;

    private Observation(
            long trialNumber,
            Configuration configuration,
            State state,
            Map<String, Double> metrics,
            List<Double> intermediates,
            @Nullable String tag,
            @Nullable Double budget,
            @Nullable Long parent) {
        this.trialNumber = trialNumber;
        this.configuration = Objects.requireNonNull(configuration, "configuration");
        this.state = Objects.requireNonNull(state, "state");
        this.metrics = Map.copyOf(metrics);
        this.intermediates = List.copyOf(intermediates);
        this.tag = tag;
        this.budget = budget;
        this.parent = parent;
    }

    private static Observation of(
            long trialNumber, Configuration configuration, State state, Map<String, Double> metrics) {
        return new Observation(trialNumber, configuration, state, metrics, List.of(), null, null, null);
    }

    /** A trial was proposed. */
    public static Observation pending(long trialNumber, Configuration configuration) {
        return of(trialNumber, configuration, State.PENDING, Map.of());
    }

    /** A trial ended with this value. */
    public static Observation succeeded(long trialNumber, Configuration configuration, double value) {
        return of(trialNumber, configuration, State.SUCCEEDED, Map.of("default", value));
    }

    /** A trial ended without value. */
    public static Observation ended(long trialNumber, Configuration configuration, State state) {
        return of(trialNumber, configuration, state, Map.of());
    }

    /** The same with all named numbers of the final report, {@code default} among them. */
    public Observation withMetrics(Map<String, Double> all) {
        return new Observation(trialNumber, configuration, state, all, intermediates, tag, budget, parent);
    }

    /** The same with the {@code default} numbers of the intermediate reports, in order. */
    public Observation withIntermediates(List<Double> values) {
        return new Observation(trialNumber, configuration, state, metrics, values, tag, budget, parent);
    }

    /** The same with what the tuner said of the trial beside its configuration: {@link Suggestion#tag()} and so on. */
    public Observation proposedAs(Suggestion suggestion) {
        return new Observation(
                trialNumber,
                configuration,
                state,
                metrics,
                intermediates,
                suggestion.tag().orElse(null),
                suggestion.budget().isPresent() ? (Double) suggestion.budget().getAsDouble() : null,
                suggestion.parent().isPresent() ? (Long) suggestion.parent().getAsLong() : null);
    }

    /** The trial's number in its experiment, 0 or more; below 0 for a result from elsewhere, which is no trial of it. */
    public long trialNumber() {
        return trialNumber;
    }

    /** What was evaluated; it may lie outside the search space when a person made it or the space was changed. */
    public Configuration configuration() {
        return configuration;
    }

    /** What is known. */
    public State state() {
        return state;
    }

    /** The {@code default} number of the final report; of the last intermediate one for {@link State#EARLY_STOPPED}. */
    public OptionalDouble value() {
        Double value = metrics.get("default");
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** All named numbers of the final report. */
    public Map<String, Double> metrics() {
        return metrics;
    }

    /** The {@code default} numbers of the intermediate reports, in order; not-a-number and infinities included. */
    public List<Double> intermediates() {
        return intermediates;
    }

    /** What {@link Suggestion#withTag} said; nothing for trials that the tuner did not propose. */
    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /** What {@link Suggestion#withBudget} said. */
    public OptionalDouble budget() {
        return budget == null ? OptionalDouble.empty() : OptionalDouble.of(budget);
    }

    /** What {@link Suggestion#continuing} said. */
    public OptionalLong parent() {
        return parent == null ? OptionalLong.empty() : OptionalLong.of(parent);
    }

    @Override
    public String toString() {
        return "trial " + trialNumber + " " + state + " " + metrics + " " + configuration;
    }
}
