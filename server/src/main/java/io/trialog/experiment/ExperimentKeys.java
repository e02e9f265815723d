package io.trialog.experiment;

import io.trialog.experiment.KeyDescription.Effect;
import io.trialog.experiment.KeyDescription.Kind;
import io.trialog.experiment.TransportSettings.EventFeed;
import io.trialog.experiment.TransportSettings.MetricTransport;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import java.util.List;
import java.util.stream.Stream;

/** The keys of a configuration: their names, and the one table that describes them. */
final class ExperimentKeys {

    static final String EXPERIMENT_NAME = "experimentName";
    static final String SEARCH_SPACE = "searchSpace";
    static final String SEARCH_SPACE_FILE = "searchSpaceFile";
    static final String TRIAL_COMMAND = "trialCommand";
    static final String TRIAL_CODE_DIRECTORY = "trialCodeDirectory";
    static final String WORKING_COPY = "workingCopy";
    static final String TRIAL_CONCURRENCY = "trialConcurrency";
    static final String PROPOSALS_AHEAD = "proposalsAhead";
    static final String TRIAL_GPU_NUMBER = "trialGpuNumber";
    static final String MAX_TRIAL_NUMBER_PER_GPU = "maxTrialNumberPerGpu";
    static final String GPU_INDICES = "gpuIndices";
    static final String MAX_TRIAL_NUMBER = "maxTrialNumber";
    static final String MAX_EXPERIMENT_DURATION = "maxExperimentDuration";
    static final String MAX_TRIAL_DURATION = "maxTrialDuration";
    static final String RETRY = "retry";
    static final String RETRY_ON_FAILURE = "onFailure";
    static final String RETRY_EXIT_CODES = "exitCodes";
    static final String RETRY_ON_LOSS = "onLoss";
    static final String NON_FINITE_METRIC = "nonFiniteMetric";
    static final String TRIAL_LEASE = "trialLease";
    static final String OPTIMIZE_MODE = "optimizeMode";
    static final String OBJECTIVES = "objectives";
    static final String METRIC = "metric";
    static final String MODE = "mode";
    static final String TUNER = "tuner";
    static final String ASSESSOR = "assessor";
    static final String NAME = "name";
    static final String CLASS_ARGS = "classArgs";
    static final String TRAINING_SERVICE = "trainingService";
    static final String PLATFORM = "platform";
    static final String METRIC_TRANSPORT = "metricTransport";
    static final String EVENT_FEED = "eventFeed";
    static final String KAFKA = "kafka";
    static final String SEED = "seed";
    static final String DURABILITY = "durability";
    static final String EXPERIMENT_WORKING_DIRECTORY = "experimentWorkingDirectory";
    static final String DEBUG = "debug";
    static final String LOG_LEVEL = "logLevel";

    static final String DEFAULT_TUNER = "Auto"; // works on any number of objectives
    static final String DEFAULT_PLATFORM = "local";
    static final String DEFAULT_CODE_DIRECTORY = ".";

    private static final List<String> MODES = List.of("minimize", "maximize");

    /** Everything that may stand at the top, in the order of help texts; first what works. */
    static final List<KeyDescription> TABLE =
            Stream.concat(ours().stream(), ForeignKeys.describeRoot().stream()).toList();

    /** What works at the top: what hints propose. */
    static final List<String> ROOT = TABLE.stream()
            .filter(key -> key.effect() == Effect.WORKS)
            .map(KeyDescription::name)
            .toList();

    private ExperimentKeys() {}

    private static List<KeyDescription> ours() {
        return List.of(
                KeyDescription.of(EXPERIMENT_NAME, Kind.TEXT, "a label for people")
                        .orElse("no label")
                        .like("digits"),
                KeyDescription.of(SEARCH_SPACE, Kind.SPACE, "what to search: parameters by name, each a distribution")
                        .in("or searchSpaceFile; {} when there is nothing to search")
                        .mandatory()
                        .like("{lr: {_type: loguniform, _value: [0.0001, 0.1]}}"),
                KeyDescription.of(SEARCH_SPACE_FILE, Kind.PATH, "a JSON or YAML file that holds the search space")
                        .in("instead of searchSpace")
                        .orElse("searchSpace")
                        .like("search_space.json"),
                KeyDescription.of(TRIAL_COMMAND, Kind.TEXT, "the shell command that evaluates a configuration")
                        .mandatory()
                        .like("python3 train.py"),
                KeyDescription.of(TRIAL_CODE_DIRECTORY, Kind.PATH, "where the command runs")
                        .in("an existing directory")
                        .orElse("the configuration's own directory")
                        .like("."),
                KeyDescription.of(
                                WORKING_COPY,
                                Kind.FLAG,
                                "whether trials run in a copy of the code directory that is made once, when the experiment is"
                                        + " created, without what .trialogignore or .nniignore names: later edits reach no trial")
                        .defaultsTo(false)
                        .like("true")
                        .ours(),
                KeyDescription.of(TRIAL_CONCURRENCY, Kind.INTEGER, "how many trials run at a time")
                        .in(">= 1")
                        .defaultsTo(1L)
                        .like("4"),
                KeyDescription.of(
                                PROPOSALS_AHEAD,
                                Kind.INTEGER,
                                "how many proposals are made before a slot is free for them, which spares slots the wait for a slow"
                                        + " tuner and lets each of these proposals know less")
                        .in("0 to 1000")
                        .orElse("0 for one slot, else as many as it takes where waiting costs more than knowing less")
                        .like("1")
                        .ours(),
                KeyDescription.of(
                                TRIAL_GPU_NUMBER,
                                Kind.INTEGER,
                                "how many GPUs each trial gets, which waits until they are free; 0 hides all GPUs from trials")
                        .in(">= 0")
                        .orElse("trials see what the server sees")
                        .like("0"),
                KeyDescription.of(MAX_TRIAL_NUMBER, Kind.INTEGER, "how many trials there may be, failed ones included")
                        .in(">= 1")
                        .orElse("no limit")
                        .like("100"),
                KeyDescription.of(
                                MAX_EXPERIMENT_DURATION,
                                Kind.DURATION,
                                "how long the experiment may run, stops and gaps not counted")
                        .in("> 0")
                        .orElse("no limit")
                        .like("1.5h"),
                KeyDescription.of(MAX_TRIAL_DURATION, Kind.DURATION, "how long an attempt may run before it is ended")
                        .in("> 0")
                        .orElse("no limit")
                        .like("10m"),
                KeyDescription.word(
                                OPTIMIZE_MODE,
                                "which values are better: short for objectives with one element; of several, of the first",
                                MODES)
                        .defaultsTo("minimize")
                        .like("maximize")
                        .ours(),
                KeyDescription.of(
                                OBJECTIVES,
                                Kind.LIST,
                                "what to optimize: which named number of the reports is a trial's value, and which values are better;"
                                        + " of several none is worth more, wanted are trials that no other one beats in all of"
                                        + " them (the Pareto front), final reports have all of them, and assessors look at the"
                                        + " first")
                        .in("one or more")
                        .orElse("the number that reports call default")
                        .like("[{metric: accuracy, mode: maximize}, {metric: latency}]")
                        .ours()
                        .holding(
                                KeyDescription.of(METRIC, Kind.TEXT, "the number's name in the reports")
                                        .defaultsTo("default")
                                        .like("accuracy")
                                        .ours(),
                                KeyDescription.word(MODE, "which values are better", MODES)
                                        .defaultsTo("minimize")
                                        .like("maximize")
                                        .ours()),
                KeyDescription.of(TUNER, Kind.ALGORITHM, "what proposes configurations")
                        .defaultsTo(DEFAULT_TUNER)
                        .like("{name: TPE, classArgs: {optimize_mode: maximize}}")
                        .holding(algorithm("tuner")),
                KeyDescription.of(ASSESSOR, Kind.ALGORITHM, "what stops trials early that do not look good")
                        .orElse("no trial is stopped early")
                        .like("{name: Medianstop, classArgs: {start_step: 5}}")
                        .holding(algorithm("assessor")),
                KeyDescription.of(TRAINING_SERVICE, Kind.MAPPING, "where trials run; a platform's name alone will do")
                        .defaultsTo(DEFAULT_PLATFORM)
                        .like("{platform: local}")
                        .holding(
                                KeyDescription.of(
                                                PLATFORM,
                                                Kind.TEXT,
                                                "the name of a training service; external: trials are not launched, clients ask for them")
                                        .defaultsTo(DEFAULT_PLATFORM)
                                        .like("local"),
                                KeyDescription.of(TRIAL_COMMAND, Kind.TEXT, "the same as at the top")
                                        .like("python3 train.py"),
                                KeyDescription.of(TRIAL_CODE_DIRECTORY, Kind.PATH, "the same as at the top")
                                        .like(".")),
                KeyDescription.word(
                                METRIC_TRANSPORT,
                                "how trials report: http to the server, kafka to a topic that the server reads, and to the server"
                                        + " when no broker answers",
                                Words.all(MetricTransport.values(), Words::lowerCase))
                        .defaultsTo(Words.lowerCase(TransportSettings.DEFAULT.metrics()))
                        .like("kafka")
                        .ours(),
                KeyDescription.word(
                                EVENT_FEED,
                                "where all that is recorded of the experiment is sent to: kafka is a topic",
                                Words.all(EventFeed.values(), Words::lowerCase))
                        .defaultsTo(Words.lowerCase(TransportSettings.DEFAULT.feed()))
                        .like("kafka")
                        .ours(),
                KafkaKeys.describe(KAFKA),
                KeyDescription.of(SEED, Kind.INTEGER, "the only source of chance: the same seed, the same proposals")
                        .in("64 bits")
                        .orElse("drawn, and recorded")
                        .like("42")
                        .ours(),
                KeyDescription.of(RETRY, Kind.MAPPING, "when a trial gets another attempt")
                        .orElse("as its keys say")
                        .like("{onFailure: 1, onLoss: 2}")
                        .ours()
                        .holding(
                                retries(
                                        RETRY_ON_FAILURE,
                                        "further attempts after attempts that failed",
                                        AttemptPolicy.DEFAULT.retriesOnFailure()),
                                KeyDescription.of(
                                                RETRY_EXIT_CODES,
                                                Kind.INTEGERS,
                                                "only after these exit codes; wants onFailure")
                                        .in("1 to 255")
                                        .orElse("every failure except for lack of memory")
                                        .like("[75]")
                                        .ours(),
                                retries(
                                        RETRY_ON_LOSS,
                                        "further attempts after attempts that were lost",
                                        AttemptPolicy.DEFAULT.retriesOnLoss())),
                KeyDescription.word(
                                NON_FINITE_METRIC,
                                "what a final value means that is not a finite number",
                                Words.all(NonFiniteMetric.values(), Words::lowerCase))
                        .defaultsTo(Words.lowerCase(AttemptPolicy.DEFAULT.nonFiniteMetric()))
                        .like("worst")
                        .ours(),
                KeyDescription.word(
                                Duplicates.KEY,
                                "what becomes of a proposal that equals a trial's configuration: allow runs it, resample asks the tuner"
                                        + " again, reuse takes the result there is, average runs it and gives all of them the mean",
                                Words.all(Duplicates.values(), Words::lowerCase))
                        .defaultsTo(Duplicates.ALLOW.written())
                        .like("resample")
                        .ours(),
                KeyDescription.of(
                                TRIAL_LEASE,
                                Kind.DURATION,
                                "how long a trial that sends signs of life may be silent before it is shown as UNKNOWN")
                        .in(">= 5s")
                        .defaultsTo(AttemptPolicy.DEFAULT.lease().toSeconds() + "s")
                        .like("5m")
                        .ours(),
                KeyDescription.word(
                                DURABILITY,
                                "what a power cut may take: nothing, the last 100 ms, or what the system had not written;"
                                        + " followed by 'run' unless --durability is given",
                                Words.all(RunSettings.Durability.values(), RunSettings.Durability::text))
                        .orElse("as the server does: sync")
                        .like("every 100ms")
                        .ours(),
                KeyDescription.of(
                                EXPERIMENT_WORKING_DIRECTORY,
                                Kind.PATH,
                                "in which directory 'run' makes the experiment's data directory; a server that runs already"
                                        + " keeps to its own")
                        .orElse("the home, ~/.trialog")
                        .like("~/experiments"),
                KeyDescription.word(
                                LOG_LEVEL,
                                "from which level on the program log has messages (fatal and critical are error, too); followed"
                                        + " by 'run'",
                                Words.all(RunSettings.LogLevel.values(), Words::lowerCase))
                        .orElse("info, or debug where debug is true")
                        .like("debug"),
                KeyDescription.of(DEBUG, Kind.FLAG, "short for logLevel: debug").like("true"));
    }

    private static KeyDescription[] algorithm(String kind) {
        return new KeyDescription[] {
            KeyDescription.of(NAME, Kind.TEXT, "the name of an installed " + kind)
                    .mandatory(),
            KeyDescription.of(CLASS_ARGS, Kind.OPTIONS, "its options, see below")
                    .orElse("all defaults")
        };
    }

    private static KeyDescription retries(String name, String meaning, int otherwise) {
        return KeyDescription.of(name, Kind.INTEGER, meaning)
                .in("0 to 1000")
                .defaultsTo((long) otherwise)
                .like("1")
                .ours();
    }
}
