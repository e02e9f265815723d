package io.trialog.experiment;

import io.trialog.experiment.AlgorithmReader.Algorithm;
import io.trialog.experiment.RunSettings.Durability;
import io.trialog.metric.Objectives;
import io.trialog.port.IdSource;
import io.trialog.port.Plugins;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One configuration being read. Used once, by one thread. */
final class ExperimentReading {

    private static final int DEFAULT_CONCURRENCY = 1;

    /** What every experiment has besides plugins and a search space. */
    private record Basics(
            @Nullable String name,
            int concurrency,
            @Nullable Integer maxTrials,
            @Nullable Duration maxExperimentDuration,
            @Nullable Duration maxTrialDuration,
            AttemptPolicy attempts,
            TransportSettings transport,
            RunSettings run) {

        OptionalInt trialLimit() {
            return maxTrials == null ? OptionalInt.empty() : OptionalInt.of(maxTrials);
        }
    }

    private final ConfigSection root;
    private final ConfigFiles files;
    private final Plugins plugins;
    private final IdSource ids;
    private final ConfigProblems problems;
    private final GuestQuestions guests;
    private final @Nullable Durability running;
    private final Agreement<Direction> direction;
    private final Agreement<Long> seed;

    /** @param running the durability of the server that will run the experiment; null when one will be started for it */
    ExperimentReading(
            ConfigSection root,
            ConfigFiles files,
            Plugins plugins,
            IdSource ids,
            ConfigProblems problems,
            @Nullable Durability running) {
        this.root = root;
        this.files = files;
        this.plugins = plugins;
        this.ids = ids;
        this.problems = problems;
        this.guests = new GuestQuestions(plugins, problems);
        this.running = running;
        this.direction = new Agreement<>(problems);
        this.seed = new Agreement<>(problems);
    }

    /** The configuration; empty only when there are problems. */
    Optional<ExperimentConfig> read() {
        root.rejectUnknown(ExperimentKeys.ROOT, ForeignKeys.AT_ROOT);
        ForeignKeys.checkRoot(root);
        Basics basics = basics();
        root.direction(ExperimentKeys.OPTIMIZE_MODE, direction);
        ObjectivesReader.Written objectives = new ObjectivesReader(root, problems).read(direction);
        root.seed(ExperimentKeys.SEED, seed);
        Optional<Algorithm<TunerFactory>> tuner = new TunerChoice(plugins, problems, guests)
                .of(root.find(ExperimentKeys.TUNER), objectives.count(), direction, seed);
        Optional<Algorithm<AssessorFactory>> assessor = assessor();
        // from here on every place has been asked for direction and seed
        Direction towards = direction.orElse(Direction.MINIMIZE);
        Long givenSeed = seed.value();
        long chosenSeed = givenSeed == null ? ids.seed() : givenSeed;
        Objectives all = objectives.towards(towards);
        Optional<SearchSpace> space = searchSpace(tuner, all, chosenSeed, basics);
        assessor.ifPresent(found -> rehearse(found, towards, chosenSeed));

        Duplicates duplicates = Duplicates.read(root);
        requireOneObjective(all, basics.attempts(), duplicates);
        TrainingServiceReader services = new TrainingServiceReader(root, plugins, problems, guests);
        Optional<TrainingServiceConfig> service = services.read();
        boolean external = service.filter(TrainingServiceConfig::isExternal).isPresent();
        String command = external ? unused(root, services.section()) : trialCommand(services.section());
        String directory = external ? "" : trialCodeDirectory(services.section());
        if (space.isEmpty() || tuner.isEmpty() || service.isEmpty() || command == null || directory == null) {
            return Optional.empty();
        }
        return Optional.of(new ExperimentConfig(
                basics.name(),
                space.get(),
                command,
                directory,
                basics.concurrency(),
                basics.maxTrials(),
                basics.maxExperimentDuration(),
                basics.maxTrialDuration(),
                basics.attempts(),
                duplicates,
                all,
                tuner.get().config(),
                assessor.map(Algorithm::config).orElse(null),
                service.get(),
                external ? httpOnly(basics.transport()) : basics.transport(),
                basics.run().hidingGpus(services.hidesGpus()),
                chosenSeed));
    }

    /** Who asks for a trial tells its result over HTTP. */
    private TransportSettings httpOnly(TransportSettings transport) {
        if (transport.takesReportsFromKafka()) {
            root.warning(
                    ExperimentKeys.METRIC_TRANSPORT,
                    "has no effect; trials of an external training service report over HTTP");
        }
        return transport.withHttpReports();
    }

    /** Of several values, none is the worst, and a mean would be the result of no trial. */
    private void requireOneObjective(Objectives objectives, AttemptPolicy attempts, Duplicates duplicates) {
        if (objectives.areSeveral() && attempts.nonFiniteMetric() == NonFiniteMetric.WORST) {
            root.problem(
                    ExperimentKeys.NON_FINITE_METRIC,
                    "worst, and several objectives (expected: fail, retry or infeasible)");
        }
        if (objectives.areSeveral() && duplicates == Duplicates.AVERAGE) {
            root.problem(Duplicates.KEY, "average, and several objectives (expected: allow, resample or reuse)");
        }
    }

    private Basics basics() {
        Long concurrency = root.integer(ExperimentKeys.TRIAL_CONCURRENCY, 1, Integer.MAX_VALUE);
        Long maxTrials = root.integer(ExperimentKeys.MAX_TRIAL_NUMBER, 1, Integer.MAX_VALUE);
        return new Basics(
                root.text(ExperimentKeys.EXPERIMENT_NAME),
                concurrency == null ? DEFAULT_CONCURRENCY : concurrency.intValue(),
                maxTrials == null ? null : (Integer) maxTrials.intValue(),
                root.duration(ExperimentKeys.MAX_EXPERIMENT_DURATION),
                root.duration(ExperimentKeys.MAX_TRIAL_DURATION),
                new AttemptPolicyReader(root).read(),
                new TransportReader(root, files, problems).read(),
                new RunReader(root, files, problems, running).read());
    }

    private Optional<Algorithm<AssessorFactory>> assessor() {
        return Optional.ofNullable(root.find(ExperimentKeys.ASSESSOR))
                .flatMap(written ->
                        AlgorithmReader.assessor(plugins, problems, guests).read(written, direction, seed));
    }

    private Optional<SearchSpace> searchSpace(
            Optional<Algorithm<TunerFactory>> tuner, Objectives objectives, long chosenSeed, Basics basics) {
        Optional<SearchSpaceInput> input = SearchSpaceInput.find(root, files, problems);
        Optional<SearchSpace> space = input.flatMap(written -> written.parse(problems));
        if (input.isPresent() && space.isPresent() && tuner.isPresent()) {
            Algorithm<TunerFactory> found = tuner.get();
            ExperimentTunerContext context = new ExperimentTunerContext(
                    space.get(),
                    objectives.all(),
                    found.options(),
                    chosenSeed,
                    basics.trialLimit(),
                    basics.concurrency());
            rehearse(found, context, input.get());
        }
        return space;
    }

    /** Makes a tuner and throws it away, to see whether it accepts the experiment. */
    private void rehearse(Algorithm<TunerFactory> tuner, ExperimentTunerContext context, SearchSpaceInput space) {
        new TunerRehearsal(guests, problems)
                .of(tuner.factory(), () -> context, space, problem -> tuner.placed(ExperimentKeys.TUNER, problem));
    }

    private void rehearse(Algorithm<AssessorFactory> assessor, Direction towards, long chosenSeed) {
        guests.ask(
                assessor.factory(),
                ExperimentKeys.ASSESSOR,
                () -> {
                    assessor.factory()
                            .create(new ExperimentAssessorContext(towards, assessor.options(), chosenSeed))
                            .close();
                    return true;
                },
                problem -> problems.add(assessor.placed(ExperimentKeys.ASSESSOR, problem)));
    }

    private @Nullable String trialCommand(ConfigSection service) {
        Agreement<String> command = new Agreement<>(problems);
        for (ConfigSection section : List.of(root, service)) {
            String written = section.text(ExperimentKeys.TRIAL_COMMAND);
            command.add(section.path(ExperimentKeys.TRIAL_COMMAND), written, "\"" + written + "\"");
        }
        if (!root.has(ExperimentKeys.TRIAL_COMMAND) && !service.has(ExperimentKeys.TRIAL_COMMAND)) {
            root.problem(ExperimentKeys.TRIAL_COMMAND, "missing (expected: the shell command that runs a trial)");
        }
        return command.value();
    }

    /** Nobody launches trials: a command, which may have stayed from before, says nothing. */
    private static String unused(ConfigSection root, ConfigSection service) {
        for (ConfigSection section : List.of(root, service)) {
            for (String key : List.of(ExperimentKeys.TRIAL_COMMAND, ExperimentKeys.TRIAL_CODE_DIRECTORY)) {
                if (section.has(key)) {
                    section.warning(key, "has no effect; the trials of an external training service are asked for");
                }
            }
        }
        return "";
    }

    private @Nullable String trialCodeDirectory(ConfigSection service) {
        Agreement<String> directory = new Agreement<>(problems);
        for (ConfigSection section : List.of(root, service)) {
            String written = section.text(ExperimentKeys.TRIAL_CODE_DIRECTORY);
            if (written != null) {
                String path = section.path(ExperimentKeys.TRIAL_CODE_DIRECTORY);
                directory.add(path, files.directory(path, written, problems), "\"" + written + "\"");
            }
        }
        if (!root.has(ExperimentKeys.TRIAL_CODE_DIRECTORY) && !service.has(ExperimentKeys.TRIAL_CODE_DIRECTORY)) {
            return files.directory(
                    ExperimentKeys.TRIAL_CODE_DIRECTORY, ExperimentKeys.DEFAULT_CODE_DIRECTORY, problems);
        }
        return directory.value();
    }
}
