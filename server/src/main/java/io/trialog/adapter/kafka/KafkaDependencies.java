package io.trialog.adapter.kafka;

import io.trialog.engine.Outcome;
import io.trialog.metric.ConsumeReports;
import io.trialog.metric.ReportResult;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.trial.TrialTokens;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What Kafka's adapter needs of the server.
 *
 * @param commands submits a command to the engine, as {@link io.trialog.engine.Engine#submit} does
 * @param board what is recorded
 * @param log all events
 * @param feed tells of new events
 * @param tokens of attempts
 * @param signsOfLife is told who was heard of
 * @param feeds the folder for the positions of event feeds
 * @param monitor is told what happens
 */
public record KafkaDependencies(
        Function<ConsumeReports, CompletableFuture<Outcome<List<Outcome<List<ReportResult>>>>>> commands,
        ExperimentBoard board,
        EventLog log,
        LiveFeed feed,
        TrialTokens tokens,
        SignsOfLife signsOfLife,
        Path feeds,
        KafkaMonitor monitor) {}
