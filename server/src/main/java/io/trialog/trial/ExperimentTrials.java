package io.trialog.trial;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.metric.Objectives;
import io.trialog.port.SnapshotLine;
import io.trialog.spi.tuner.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The trials of one experiment. Mutable; touched by the engine thread only, changed by appliers only. */
final class ExperimentTrials implements TrialsView {

    static final String ENTITY = "trials";

    private final AttemptPolicy policy;
    private final List<Trial> trials = new ArrayList<>();
    private final TreeSet<Long> waiting = new TreeSet<>();
    private final TreeSet<Long> running = new TreeSet<>();
    private final TreeSet<Long> claimed = new TreeSet<>();
    /** Which of those claimed have which ask. */
    private final Map<String, Long> byAsk = new HashMap<>();

    private final TreeMap<Long, PreparedTrial> prepared = new TreeMap<>();
    private final Deque<QueuedTrial> queue = new ArrayDeque<>();
    private final Direction direction;
    private @Nullable Double worst;

    ExperimentTrials(AttemptPolicy policy, Direction direction) {
        this.policy = policy;
        this.direction = direction;
    }

    /** None, of an experiment that does not exist. */
    static ExperimentTrials none() {
        return new ExperimentTrials(AttemptPolicy.DEFAULT, Direction.MINIMIZE);
    }

    /** None yet, of an experiment with this configuration. */
    static ExperimentTrials of(Map<String, @Nullable Object> configuration) {
        Direction direction = Objectives.stored(configuration).direction();
        return new ExperimentTrials(AttemptPolicy.stored(configuration), direction);
    }

    @Override
    public AttemptPolicy policy() {
        return policy;
    }

    @Override
    public @Nullable Double worst() {
        return worst;
    }

    @Override
    public int total() {
        return trials.size();
    }

    @Override
    public int active() {
        return running.size();
    }

    @Override
    public int claimed() {
        return claimed.size();
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public OptionalLong nextWaiting() {
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.first());
    }

    @Override
    public List<Long> nextWaiting(int limit) {
        return waiting.stream().limit(Math.max(0, limit)).toList();
    }

    @Override
    public List<PreparedTrial> prepared() {
        return List.copyOf(prepared.values());
    }

    @Override
    public List<TrialView> running() {
        List<TrialView> list = new ArrayList<>(running.size());
        running.forEach(number -> list.add(get(number)));
        return list;
    }

    @Override
    public Optional<TrialView> claimedBy(String askId) {
        return Optional.ofNullable(byAsk.get(askId)).map(this::get);
    }

    @Override
    public Optional<TrialView> find(long number) {
        return number < 0 || number >= trials.size() ? Optional.empty() : Optional.of(trials.get((int) number));
    }

    @Override
    public List<QueuedTrial> queue() {
        return List.copyOf(queue);
    }

    @Override
    public int queued() {
        return queue.size();
    }

    @Override
    public Optional<QueuedTrial> nextQueued() {
        return Optional.ofNullable(queue.peekFirst());
    }

    void enqueue(QueuedTrial trial) {
        queue.addLast(trial);
    }

    /** Forgets the first of those that wait. */
    void dequeue() {
        queue.removeFirst();
    }

    void dequeue(long position) {
        queue.removeIf(trial -> trial.position() == position);
    }

    Trial get(long number) {
        return trials.get((int) number);
    }

    void add(long number) {
        if (number != trials.size()) {
            throw new IllegalStateException("trial " + number + " follows trial " + (trials.size() - 1));
        }
        trials.add(Trial.proposed(number));
        waiting.add(number);
    }

    /** Notes what a trial that was just added is to evaluate. */
    void prepare(PreparedTrial trial) {
        prepared.put(trial.number(), trial);
    }

    /** Puts a trial in the place of what it was before. */
    void replace(Trial trial) {
        Trial before = trials.set((int) trial.number(), trial);
        before.claim().ifPresent(claim -> byAsk.remove(claim.askId(), trial.number()));
        prepared.remove(trial.number());
        waiting.remove(trial.number());
        running.remove(trial.number());
        claimed.remove(trial.number());
        if (trial.state() == TrialState.WAITING) {
            waiting.add(trial.number());
        } else if (trial.state().isUnderWay()) {
            running.add(trial.number());
            if (trial.isClaimed()) {
                claimed.add(trial.number());
                trial.claim().ifPresent(claim -> byAsk.put(claim.askId(), trial.number()));
            }
        }
    }

    /** Notes the value of a trial that succeeded. */
    void note(double value) {
        if (worst == null || direction.toLoss(value) > direction.toLoss(worst)) {
            worst = value;
        }
    }

    /** What is known about all of them, and each as it is now. */
    Stream<SnapshotLine> snapshot(ExperimentId experiment) {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        policy.storeIn(configuration);
        configuration.put("optimizeMode", direction.name().toLowerCase(Locale.ROOT));
        SnapshotLine all = SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("configuration", configuration)
                .withReal("worst", worst);
        List<Trial> now = List.copyOf(trials);
        List<PreparedTrial> preparedNow = prepared();
        List<QueuedTrial> waitingNow = queue();
        return Stream.of(
                        Stream.of(all),
                        waitingNow.stream().map(trial -> trial.toLine(experiment)),
                        now.stream().map(trial -> trial.toLine(experiment)),
                        preparedNow.stream().map(trial -> trial.toLine(experiment)))
                .flatMap(Function.identity());
    }

    /** None yet, of what is known about all of them. */
    static ExperimentTrials of(SnapshotLine line) {
        ExperimentTrials trials = of(line.object("configuration"));
        trials.worst = line.optionalReal("worst");
        return trials;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("waiting", List.copyOf(waiting));
        map.put("running", List.copyOf(running));
        map.put("claimed", List.copyOf(claimed));
        map.put("prepared", List.copyOf(prepared.keySet()));
        map.put("worst", worst);
        map.put("queue", queue.stream().map(QueuedTrial::configuration).toList());
        map.put("trials", trials.stream().map(Trial::asMap).toList());
        return map;
    }
}
