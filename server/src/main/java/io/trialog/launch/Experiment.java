package io.trialog.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.TrialState;
import io.trialog.spi.space.SearchSpace;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: launched by this program, or one that is there already.
 *
 * <pre>{@code
 * Experiment experiment = new Experiment(Tuners.tpe(), "local");
 * experiment.config()
 *         .experimentName("test")
 *         .searchSpace(SearchSpace.of(
 *                 new Parameter("learning_rate", new LogUniform(1e-4, 1)),
 *                 new Parameter("batch_size", new Choice(List.of(16, 32)))))
 *         .trialCommand("python3 mnist.py")
 *         .trialConcurrency(2)
 *         .maxTrialNumber(5);
 * experiment.run(8081);
 * }</pre>
 *
 * <p>{@link #run} and {@link #start} start a server in this process, with a data directory of its own for the experiment;
 * people watch at {@link #url}. {@link #connect} goes to a server that runs already. After {@link #stop} the queries answer
 * from what was recorded. A process that ends stops its experiments first; {@link #resume} goes on with one.
 *
 * <p>What the server refuses, or nobody answers, is a {@link LaunchException}. Queries and changes may be called by any
 * thread; start and stop by one.
 */
public final class Experiment implements AutoCloseable {

    private static final int PAGE = 1000;

    private final ExperimentConfig config;
    private final Places places;
    private @Nullable String id;
    private volatile @Nullable Host host;
    private boolean ownsServer;

    /**
     * An experiment that is still to be configured and started.
     *
     * @param tuner what proposes configurations; see {@link Tuners}
     * @param trainingService where trials run: {@code local}, for example
     */
    public Experiment(Algorithm tuner, String trainingService) {
        this(new ExperimentConfig().tuner(tuner).trainingService(trainingService));
    }

    /** An experiment that is still to be started. */
    public Experiment(ExperimentConfig config) {
        this(config, null, Places.ofThisProcess());
    }

    /** @param id of an experiment that is there already; null for a new one */
    Experiment(ExperimentConfig config, @Nullable String id, Places places) {
        this.config = config;
        this.id = id;
        this.places = places;
    }

    private static Experiment known(String id) {
        return new Experiment(new ExperimentConfig(), id, Places.ofThisProcess());
    }

    /** The experiment of the server at this port of this machine. */
    public static Experiment connect(int port) {
        return connect(URI.create("http://127.0.0.1:" + port), null, null);
    }

    /**
     * An experiment on a server that runs already.
     *
     * @param url where the server answers
     * @param token what the server wants to be shown; null for none
     * @param id which experiment; null when there is only one, or only one that is not at rest
     */
    public static Experiment connect(URI url, @Nullable String token, @Nullable String id) {
        Server client = new Server(url, token);
        Experiment experiment = known(id == null ? onlyOne(client) : id);
        ConnectedHost connected = new ConnectedHost(client, experiment.places);
        experiment.host = connected;
        connected.ask(server -> server.get(experiment.path(""))); // says now if there is none of this id
        return experiment;
    }

    /**
     * Goes on with an experiment that is at rest, in this process. Returns when it runs.
     *
     * @param port where people can watch; 0 for any free port
     */
    public static Experiment resume(String id, int port) {
        Experiment experiment = known(id);
        experiment.resume(port);
        return experiment;
    }

    /**
     * Serves an experiment that is at rest, read-only, until {@link #stop}.
     *
     * @param port where people can watch; 0 for any free port
     */
    public static Experiment view(String id, int port) {
        Experiment experiment = known(id);
        experiment.view(port);
        return experiment;
    }

    /** What the experiment shall be; changes after the start have no effect. */
    public ExperimentConfig config() {
        return config;
    }

    /** Its id; known from the start on. */
    public String id() {
        String known = id;
        if (known == null) {
            throw new LaunchException("the experiment was not started yet (expected: run or start first)");
        }
        return known;
    }

    /** Where people see it; empty when nothing serves it. */
    public Optional<URI> url() {
        Host now = host;
        return now == null ? Optional.empty() : now.url();
    }

    /**
     * Starts it, waits until it has come to rest, and stops the server.
     *
     * @param port where people can watch meanwhile; 0 for any free port
     * @return whether it brought a result: it is complete, and at least one trial succeeded
     * @throws LaunchException with all problems of the configuration, or when port or data directory cannot be had
     */
    public boolean run(int port) {
        start(port);
        try {
            return waitCompletion();
        } finally {
            stop();
        }
    }

    /**
     * Starts it and returns.
     *
     * @param port where people can watch; 0 for any free port
     * @throws LaunchException with all problems of the configuration, or when port or data directory cannot be had
     */
    public void start(int port) {
        if (id != null) {
            throw new LaunchException("experiment " + id + " was started before (expected: resume)");
        }
        Places.Started started = places.create(config, port);
        id = started.id();
        host = started.host();
        ownsServer = true;
    }

    /**
     * Goes on with it after {@link #stop}. Returns when it runs.
     *
     * @param port where people can watch; 0 for any free port
     */
    public void resume(int port) {
        host = places.resume(experimentId(), port);
        ownsServer = true;
    }

    /**
     * Shows it, read-only, after {@link #stop}.
     *
     * @param port where people can watch; 0 for any free port
     */
    public void view(int port) {
        host = places.view(experimentId(), port);
        ownsServer = true;
    }

    /** Waits until it is at rest; see {@link #run} for the result. */
    public boolean waitCompletion() {
        Polling.until(() -> isAtRest(profile()), null);
        return isSuccess();
    }

    /**
     * Waits until it is at rest.
     *
     * @param timeout how long at most
     * @return see {@link #run}; empty when it is not at rest by then
     */
    public Optional<Boolean> waitCompletion(Duration timeout) {
        return Polling.until(() -> isAtRest(profile()), timeout) ? Optional.of(isSuccess()) : Optional.empty();
    }

    /**
     * Stops it with its running trials, and the server that exists for it, here or in another process. Does nothing when
     * nothing runs.
     */
    public void stop() {
        Host now = host;
        if (now != null) {
            host = now.stop(id());
            ownsServer = false;
        }
    }

    /** Stops it if this object started it; leaves what it is only connected to alone. */
    @Override
    public void close() {
        if (ownsServer) {
            stop();
        }
    }

    /** How it stands; {@link ExperimentState#VIEWED} while a server only shows it. */
    public ExperimentState status() {
        boolean isServed = url().isPresent(); // what is at rest has the state that is recorded
        return isServed
                        && ask(server -> server.get("/api/v1/server")
                                .path("mode")
                                .asText()
                                .equals("view"))
                ? ExperimentState.VIEWED
                : profile().state();
    }

    /** All about it but its trials. */
    public ExperimentProfile profile() {
        return Answers.profile(get(""));
    }

    /** Its configuration now, all defaults filled in. */
    public Map<String, @Nullable Object> configuration() {
        return Answers.object(get("/configuration"));
    }

    /** One trial. */
    public TrialJob trial(long number) {
        return Answers.trial(get("/trials/" + number));
    }

    /** All trials by number. */
    public List<TrialJob> trials() {
        return trials("");
    }

    /** How many trials there are in each state that occurs. */
    public Map<TrialState, Long> statistics() {
        Map<TrialState, Long> statistics = new EnumMap<>(TrialState.class);
        trials().forEach(trial -> statistics.merge(trial.state(), 1L, Long::sum));
        return statistics;
    }

    /** The reports of one trial in the order recorded, all attempts. */
    public List<TrialMetric> metrics(long number) {
        List<TrialMetric> metrics = new ArrayList<>();
        get("/trials/" + number + "/metrics")
                .path("metrics")
                .forEach(metric -> metrics.add(Answers.metric(number, metric)));
        return metrics;
    }

    /** The reports of all trials by the trial's number. */
    public Map<Long, List<TrialMetric>> metrics() {
        Map<Long, List<TrialMetric>> metrics = new LinkedHashMap<>();
        get("/metrics").path("metrics").forEach(metric -> {
            long trial = metric.path("trial").asLong();
            metrics.computeIfAbsent(trial, unused -> new ArrayList<>()).add(Answers.metric(trial, metric));
        });
        return metrics;
    }

    /** The trials that succeeded, by number. */
    public List<TrialResult> exportData() {
        return results("&state=" + TrialState.SUCCEEDED);
    }

    /**
     * The trials that no other one beats: none is nowhere worse and somewhere better. Best first in the first objective; with one
     * objective, those that are as good as the best.
     */
    public List<TrialResult> paretoFront() {
        return results("&sort=pareto");
    }

    private List<TrialResult> results(String filter) {
        return trials(filter).stream()
                .flatMap(trial -> Optional.ofNullable(trial.value())
                        .map(value -> new TrialResult(trial.number(), trial.configuration(), value, trial.objectives()))
                        .stream())
                .toList();
    }

    /** Cancels a trial that waits or runs. */
    public void killTrial(long number) {
        post("/trials/" + number + "/stop", null);
    }

    /** Has trials tried again that ended without success; none named means all that failed or ran too long. */
    public void retryTrials(long... numbers) {
        post(
                "/retry",
                numbers.length == 0
                        ? Map.of("failed", true)
                        : Map.of("trials", LongStream.of(numbers).boxed().toList()));
    }

    /** Has a configuration tried before what the tuner proposes. */
    public void enqueue(Map<String, ?> configuration) {
        enqueue(List.of(configuration));
    }

    /** Has configurations tried, in this order, before what the tuner proposes. Either all are taken, or none. */
    public void enqueue(List<? extends Map<String, ?>> configurations) {
        post("/queue", Map.of("configurations", configurations));
    }

    /** Tells the tuner results from elsewhere. */
    public void importResults(Map<? extends Map<String, ?>, Double> results) {
        List<Map<String, Object>> list = new ArrayList<>();
        results.forEach((configuration, value) -> list.add(Map.of("configuration", configuration, "value", value)));
        post("/results", Map.of("results", list));
    }

    /** Lets so many trials run at a time; those that run already run on. */
    public void updateTrialConcurrency(int trials) {
        update("trialConcurrency", trials);
    }

    /** Allows so many trials; a complete experiment goes on when that is more than it has. */
    public void updateMaxTrialNumber(int trials) {
        update("maxTrialNumber", trials);
    }

    /** Allows the experiment to run so long. */
    public void updateMaxExperimentDuration(Duration duration) {
        update("maxExperimentDuration", Durations.text(duration));
    }

    /** Allows attempts that start from now on to run so long. */
    public void updateMaxTrialDuration(Duration duration) {
        update("maxTrialDuration", Durations.text(duration));
    }

    /** Searches another space from now on; results that fit it stay known to the tuner. */
    public void updateSearchSpace(SearchSpace space) {
        update("searchSpace", space.asMap());
    }

    private void update(String key, Object value) {
        Map<String, Object> body = Map.of(key, value);
        JsonNode unused = ask(server -> server.patch(path(""), body));
    }

    private boolean isSuccess() {
        ExperimentProfile profile = profile();
        return profile.state() == ExperimentState.DONE && profile.best() != null;
    }

    /** Running trials of one on hold are awaited. */
    private static boolean isAtRest(ExperimentProfile profile) {
        return !profile.state().needsStop(profile.count("running")) && profile.state() != ExperimentState.INITIALIZED;
    }

    private List<TrialJob> trials(String filter) {
        List<TrialJob> trials = new ArrayList<>();
        int total;
        do {
            JsonNode page = get("/trials?limit=" + PAGE + "&offset=" + trials.size() + filter);
            page.path("trials").forEach(trial -> trials.add(Answers.trial(trial)));
            total = page.path("trials").isEmpty()
                    ? trials.size()
                    : page.path("total").asInt();
        } while (trials.size() < total);
        return trials;
    }

    private JsonNode get(String path) {
        return ask(server -> server.get(path(path)));
    }

    private void post(String path, @Nullable Object body) {
        JsonNode unused = ask(server -> server.post(path(path), body));
    }

    private <T> T ask(Function<Server, T> question) {
        Host now = host;
        if (now == null) {
            throw new LaunchException("the experiment was not started yet (expected: run or start first)");
        }
        return now.ask(question);
    }

    private ExperimentId experimentId() {
        try {
            return new ExperimentId(id());
        } catch (IllegalArgumentException e) {
            throw new LaunchException(String.valueOf(e.getMessage()), e);
        }
    }

    private String path(String rest) {
        return "/api/v1/experiments/" + id() + rest;
    }

    private static String onlyOne(Server client) {
        List<ExperimentProfile> all = new ArrayList<>();
        client.get("/api/v1/experiments").path("experiments").forEach(json -> all.add(Answers.profile(json)));
        List<ExperimentProfile> meant = all.size() == 1
                ? all
                : all.stream().filter(Predicate.not(Experiment::isAtRest)).toList();
        if (meant.size() != 1) {
            throw new LaunchException("which experiment? the server at " + client.url() + " has "
                    + all.stream().map(ExperimentProfile::id).toList());
        }
        return meant.get(0).id();
    }
}
