package io.trialog.adapter.http;

import io.trialog.engine.Engine;
import io.trialog.event.RecordedEvent;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.IdSource;
import io.trialog.port.Neighbours;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.projection.series.RecordedReports;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP server works with.
 *
 * @param engine takes commands; null in view mode, where nothing can be changed
 * @param board what is read; hears of commits before {@code feed} and before anything that launches trials does, so that no
 *     client is told of something that it cannot find
 * @param feed tells of commits
 * @param log where the past is
 * @param series the curves of trials
 * @param tokens with which attempts report
 * @param waits what attempts wait for before they run
 * @param signsOfLife is told when attempts are heard of; not in view mode
 * @param configurations reads the configurations that clients send
 * @param updates reads the changes of experiments that clients send
 * @param ids draws the ids of new experiments
 * @param clock for running times
 * @param lines an event as a line of JSON without an end of line
 * @param directories the output directory of an attempt
 * @param info what the server says about itself
 * @param serverToken what clients other than trials must present; null for nothing, which loopback addresses allow only
 * @param algorithms what configurations can name, as plain data
 * @param neighbours knows what other data directories of the home have
 * @param stop is told when a client wants the whole server to stop; returns at once
 * @param requests hears how requests were answered
 * @param metrics what is measured of the server, in Prometheus' text format; asked on a thread that may wait
 */
public record HttpDependencies(
        @Nullable Engine engine,
        ExperimentBoard board,
        LiveFeed feed,
        EventLog log,
        SeriesProjection series,
        TrialTokens tokens,
        LaunchWaits waits,
        SignsOfLife signsOfLife,
        ConfigurationParser configurations,
        UpdateParser updates,
        IdSource ids,
        Clock clock,
        Function<RecordedEvent, String> lines,
        Function<AttemptKey, Path> directories,
        ServerInfo info,
        @Nullable String serverToken,
        Map<String, @Nullable Object> algorithms,
        Neighbours neighbours,
        Runnable stop,
        RequestMonitor requests,
        Supplier<String> metrics) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]+");

    public HttpDependencies {
        Objects.requireNonNull(board, "board");
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(waits, "waits");
        Objects.requireNonNull(signsOfLife, "signsOfLife");
        Objects.requireNonNull(configurations, "configurations");
        Objects.requireNonNull(updates, "updates");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(directories, "directories");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(algorithms, "algorithms");
        Objects.requireNonNull(neighbours, "neighbours");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(metrics, "metrics");
        if (serverToken != null && !TOKEN.matcher(serverToken).matches()) {
            throw new IllegalArgumentException(
                    "serverToken: (expected: one or more letters, digits and . _ ~ -, which addresses and cookies can hold)");
        }
    }

    /** The reports of trials. */
    RecordedReports reports() {
        return new RecordedReports(log, board, series);
    }

    HttpDependencies with(Clock other) {
        return new HttpDependencies(
                engine,
                board,
                feed,
                log,
                series,
                tokens,
                waits,
                signsOfLife,
                configurations,
                updates,
                ids,
                other,
                lines,
                directories,
                info,
                serverToken,
                algorithms,
                neighbours,
                stop,
                requests,
                metrics);
    }

    /** Whether recorded experiments are shown only. */
    boolean isReadOnly() {
        return engine == null;
    }
}
