package io.trialog.sdk;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trial this program is: its configuration, and where its results go.
 *
 * <pre>{@code
 * try (Trial trial = Trial.current()) {
 *     double learningRate = trial.parameters().doubleValue("lr");
 *     for (int epoch = 0; epoch < 10; epoch++) {
 *         trial.reportIntermediate(trainOneEpoch(learningRate));
 *     }
 *     trial.reportFinal(accuracy());
 * }
 * }</pre>
 *
 * <p>Reporting never throws and never waits for the network: a daemon thread sends the reports, and sends them again while
 * the server is away. What waits when the trial is closed, or when the JVM ends (also by an exception, {@code System.exit} or SIGTERM),
 * is delivered first. A value that cannot be reported is refused with a message on stderr.
 *
 * <p>When there is nothing to deliver, the same thread sends heartbeats, so that the server can tell a silent trial from a dead one.
 *
 * <p>One process of a trial reports: reports are numbered per attempt, and a second process would use the same numbers.
 *
 * <p>Outside an experiment the program runs <em>stand-alone</em>: there are no parameters, and reports are printed on stdout.
 *
 * <p>Safe for use by many threads.
 */
public final class Trial implements AutoCloseable {

    private static @Nullable Trial current;

    private final TrialEnvironment environment;
    private final Parameters parameters;
    private final ReportSink reports;

    private Trial(TrialEnvironment environment, Parameters parameters, ReportSink reports) {
        this.environment = environment;
        this.parameters = parameters;
        this.reports = reports;
    }

    /**
     * The trial that this process was started for; every call returns the same one. From the first one to its end the process sends
     * heartbeats in the background, when the server gives leases.
     *
     * @throws IllegalStateException if an environment variable that a trial needs is missing or malformed, or the file with the
     *     parameters cannot be read; the text names it
     */
    public static synchronized Trial current() {
        if (current == null) {
            current = of(TrialEnvironment.read(System.getenv()));
        }
        return current;
    }

    static Trial of(TrialEnvironment environment) {
        if (environment.isStandalone()) {
            return new Trial(environment, Parameters.of(Map.of()), new PrintedReports(System.out));
        }
        Parameters parameters = ParametersFile.read(environment.parametersFile());
        Reporter reporter = Reporter.start(
                delivery(environment),
                environment.lease(),
                new Spool(environment.reportSpool(), Messages.toStderr()),
                ReporterLimits.PROTOCOL,
                Messages.toStderr());
        // Daemon threads still run while shutdown hooks do.
        Runtime.getRuntime().addShutdownHook(new Thread(reporter::end, "trialog-exit"));
        return new Trial(environment, parameters, reporter);
    }

    private static Delivery delivery(TrialEnvironment environment) {
        Delivery http = new HttpDelivery(ServerAddress.of(environment), environment.attemptPath(), environment.token());
        return environment.kafka() == null
                ? http
                : KafkaDelivery.of(environment, environment.kafka(), http, Messages.toStderr());
    }

    /** The configuration to evaluate; empty when {@linkplain #isStandalone() stand-alone}. */
    public Parameters parameters() {
        return parameters;
    }

    /**
     * Reports how the trial does so far, for example after every epoch.
     *
     * @param value any number; NaN and the infinities are recorded as such
     */
    public void reportIntermediate(double value) {
        reports.report(Report.Kind.INTERMEDIATE, MetricValue.of(value));
    }

    /**
     * Reports how the trial does so far in several numbers.
     *
     * @param values one or more numbers by name; the experiment optimizes the one named in its {@code objectives}, else {@code default}.
     *     An empty map, or names of more than 64 KiB in all, are refused with a message on stderr
     */
    public void reportIntermediate(Map<String, ? extends Number> values) {
        reports.report(Report.Kind.INTERMEDIATE, MetricValue.of(values));
    }

    /**
     * Reports the trial's result, once, at its end. A trial that ends without a finite final result has failed.
     *
     * @param value any number
     */
    public void reportFinal(double value) {
        reports.report(Report.Kind.FINAL, MetricValue.of(value));
    }

    /**
     * Reports the trial's result in several numbers, once, at its end.
     *
     * @param values as for {@link #reportIntermediate(Map)}
     */
    public void reportFinal(Map<String, ? extends Number> values) {
        reports.report(Report.Kind.FINAL, MetricValue.of(values));
    }

    /** The experiment's id; {@code STANDALONE} outside an experiment. */
    public String experimentId() {
        return environment.experimentId();
    }

    /** The trial's id, unique over all experiments; {@code STANDALONE} outside an experiment. */
    public String trialId() {
        return environment.trialId();
    }

    /** The trial's number in its experiment: 0, 1, ...; 0 outside an experiment. */
    public int number() {
        return environment.number();
    }

    /** Which execution of the trial this is: 1, 2, ...; 1 outside an experiment. */
    public int attempt() {
        return environment.attempt();
    }

    /** The directory for whatever this attempt wants to keep; the working directory outside an experiment. */
    public Path outputDirectory() {
        return environment.outputDirectory();
    }

    /**
     * The directory for what the trial saves to go on from: the same for all its attempts, and at first a copy of its parent's when
     * the tuner lets it continue another trial. The working directory outside an experiment.
     */
    public Path checkpointDirectory() {
        return environment.checkpointDirectory();
    }

    /** Whether this program runs outside of any experiment. */
    public boolean isStandalone() {
        return environment.isStandalone();
    }

    /**
     * Waits until the reports made so far are delivered: at most 5 s, or 60 s while the server is busy. What remains then is kept in
     * the attempt's spool file, which the server reads, and a message on stderr says so.
     *
     * <p>The end of the JVM does the same; closing only makes the moment explicit. A closed trial can still report.
     */
    @Override
    public void close() {
        reports.close();
    }
}
