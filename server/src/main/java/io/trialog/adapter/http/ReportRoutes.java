package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where the reports of trials, answered when they are durable, and their heartbeats come in. */
final class ReportRoutes {

    private static final String KEY = ReportRoutes.class.getName();

    private final Lookup lookup;
    private final CommandGateway commands;
    private final TrialTokens tokens;
    private final SignsOfLife signsOfLife;

    ReportRoutes(Lookup lookup, CommandGateway commands, TrialTokens tokens, SignsOfLife signsOfLife) {
        this.lookup = lookup;
        this.commands = commands;
        this.tokens = tokens;
        this.signsOfLife = signsOfLife;
    }

    /** Lets requests with the attempt's token on, before anybody reads their body. */
    void authorize(RoutingContext context) {
        AttemptKey key = lookup.attempt(context);
        String token = TokenGuard.bearer(context.request());
        if (token == null || !tokens.isValid(key, token)) {
            throw new RequestRefused(
                    ErrorCode.TOKEN_INVALID,
                    (token == null ? "there is no token" : "the token is not that of attempt " + key)
                            + " (expected: Authorization: Bearer, with the TRIALOG_TOKEN of attempt " + key + ")");
        }
        context.put(KEY, key);
        context.next();
    }

    void report(RoutingContext context) {
        AttemptKey key = context.get(KEY);
        signsOfLife.reported(key);
        List<Report> reports = ReportsReader.read(RequestBody.of(context));
        commands.send(new ReportMetrics(key, reports))
                .onSuccess(results -> answer(context, results))
                .onFailure(context::fail);
    }

    void heartbeat(RoutingContext context) {
        Duration lease = signsOfLife.heartbeat(context.get(KEY));
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeNumberField("leaseSeconds", lease.toSeconds());
            out.writeEndObject();
        });
    }

    private static void answer(RoutingContext context, List<ReportResult> results) {
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            for (ReportResult result : results) {
                out.writeStartObject();
                out.writeNumberField("sequence", result.sequence());
                out.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
                if (result.message() != null) {
                    out.writeStringField("message", result.message());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
