package io.trialog.tuning;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialState;
import io.trialog.event.TrialValueAveraged;
import io.trialog.experiment.Duplicates;
import io.trialog.port.SnapshotLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has tried, by configuration; kept only where duplicates are not trials like others. Mutable; touched by
 * the engine thread only, changed by appliers only.
 */
final class TriedConfigurations implements TriedView {

    static final String ENTITY = "triedConfigurations";
    static final String TRIAL = "triedTrial";
    static final String QUEUED = "triedQueued";

    private final ExperimentId experiment;
    private final Duplicates policy;
    private final TreeMap<Long, TriedTrial> trials = new TreeMap<>();
    private final TreeMap<Long, Map<String, @Nullable Object>> queue = new TreeMap<>();
    private final Map<Object, TreeSet<Long>> numbers = new HashMap<>();
    private final Map<Object, Integer> waiting = new HashMap<>();
    /** The configurations of trials whose values are not the mean yet. */
    private final Set<Object> uneven = new LinkedHashSet<>();

    TriedConfigurations(ExperimentId experiment, Duplicates policy) {
        this.experiment = experiment;
        this.policy = policy;
    }

    @Override
    public boolean isKnown(Object key) {
        return numbers.containsKey(key) || waiting.containsKey(key);
    }

    @Override
    public Optional<Result> result(Object key) {
        for (long number : numbers.getOrDefault(key, new TreeSet<>())) {
            TriedTrial trial = trial(number);
            Double value = trial.value();
            if (value != null) {
                return Optional.of(new Result(number, value, trial.several()));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<TrialValueAveraged> averages() {
        List<TrialValueAveraged> changes = new ArrayList<>();
        for (Object key : uneven) {
            List<Long> succeeded = succeeded(key);
            double mean = mean(succeeded);
            for (long number : succeeded) {
                if (!isValue(number, mean)) {
                    changes.add(new TrialValueAveraged(experiment, number, mean, succeeded.size()));
                }
            }
        }
        return changes;
    }

    void propose(TrialProposed event) {
        if (event.isQueued() && !queue.isEmpty()) {
            dequeue(queue.firstKey());
        }
        put(event.number(), TriedTrial.proposed(event));
    }

    void enqueue(long position, Map<String, @Nullable Object> configuration) {
        queue.put(position, configuration);
        waiting.merge(StoredValues.key(configuration), 1, Integer::sum);
    }

    void dequeue(long position) {
        Map<String, @Nullable Object> configuration = queue.remove(position);
        if (configuration != null) {
            waiting.computeIfPresent(StoredValues.key(configuration), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    void end(TrialEnded event) {
        Double value = event.value();
        if (event.state() == TrialState.SUCCEEDED && value != null) {
            put(event.number(), trial(event.number()).succeeded(value, event.several()));
        }
    }

    void average(TrialValueAveraged event) {
        put(event.number(), trial(event.number()).averaged(event.value()));
    }

    Stream<SnapshotLine> snapshot() {
        SnapshotLine all =
                SnapshotLine.of(ENTITY).with("experiment", experiment.value()).withText("duplicates", policy);
        return Stream.of(
                        Stream.of(all),
                        new TreeMap<>(queue)
                                .entrySet().stream().map(entry -> line(QUEUED, entry.getKey(), entry.getValue())),
                        new TreeMap<>(trials)
                                .entrySet().stream().map(entry -> line(TRIAL, entry.getKey(), entry.getValue())))
                .flatMap(lines -> lines);
    }

    static TriedConfigurations of(SnapshotLine line) {
        return new TriedConfigurations(
                new ExperimentId(line.text("experiment")), line.constant("duplicates", Duplicates.class));
    }

    void takeQueued(SnapshotLine line) {
        enqueue(line.whole("number"), line.object("configuration"));
    }

    void takeTrial(SnapshotLine line) {
        put(
                line.whole("number"),
                new TriedTrial(
                        line.object("configuration"),
                        line.terms(),
                        line.optionalReal("own"),
                        line.optionalReal("value"),
                        line.reals("several")));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("duplicates", policy.written());
        map.put("queue", List.copyOf(queue.keySet()));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        trials.forEach((number, trial) -> values.put(number.toString(), trial.value()));
        map.put("values", values);
        Map<String, @Nullable Object> several = new LinkedHashMap<>();
        trials.forEach((number, trial) -> several.put(number.toString(), trial.several()));
        map.put("several", several);
        map.put("uneven", uneven.size());
        return map;
    }

    private void put(long number, TriedTrial trial) {
        trials.put(number, trial);
        Object key = trial.key();
        numbers.computeIfAbsent(key, unused -> new TreeSet<>()).add(number);
        if (policy == Duplicates.AVERAGE && trial.hasSucceeded()) {
            List<Long> succeeded = succeeded(key);
            double mean = mean(succeeded);
            if (succeeded.stream().allMatch(one -> isValue(one, mean))) {
                uneven.remove(key);
            } else {
                uneven.add(key);
            }
        }
    }

    private List<Long> succeeded(Object key) {
        return numbers.getOrDefault(key, new TreeSet<>()).stream()
                .filter(number -> trial(number).hasSucceeded())
                .toList();
    }

    /** Of their own results, in the order of their numbers; by parts where their sum would overflow. */
    private double mean(List<Long> succeeded) {
        double sum = 0;
        double ofParts = 0;
        for (long number : succeeded) {
            Double own = trial(number).own();
            sum += own == null ? 0 : own;
            ofParts += own == null ? 0 : own / succeeded.size();
        }
        return Double.isFinite(sum) ? sum / succeeded.size() : ofParts;
    }

    private boolean isValue(long number, double mean) {
        Double value = trial(number).value();
        return value != null && value == mean;
    }

    private TriedTrial trial(long number) {
        TriedTrial found = trials.get(number);
        if (found == null) {
            throw new IllegalStateException("unknown trial " + number);
        }
        return found;
    }

    private SnapshotLine line(String entity, long number, Map<String, @Nullable Object> configuration) {
        return SnapshotLine.of(entity)
                .with("experiment", experiment.value())
                .with("number", number)
                .with("configuration", configuration);
    }

    private SnapshotLine line(String entity, long number, TriedTrial trial) {
        return line(entity, number, trial.configuration())
                .withTerms(trial.terms())
                .withReal("own", trial.own())
                .withReal("value", trial.value())
                .withReals("several", trial.several());
    }
}
