package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TellTrial;
import io.trialog.trial.Told;
import io.trialog.trial.TrialTokens;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the reports of trials and their ends come in, answered when they are durable, and their heartbeats. */
final class ReportRoutes {

    private static final String KEY = ReportRoutes.class.getName();
    private static final String STOP = "stop";

    private final Lookup lookup;
    private final CommandGateway commands;
    private final TrialTokens tokens;
    private final SignsOfLife signsOfLife;
    private final Unwanted unwanted;
    private final KnownReporters reporters;

    ReportRoutes(
            Lookup lookup,
            CommandGateway commands,
            TrialTokens tokens,
            SignsOfLife signsOfLife,
            KnownReporters reporters) {
        this.lookup = lookup;
        this.commands = commands;
        this.tokens = tokens;
        this.signsOfLife = signsOfLife;
        this.unwanted = new Unwanted(signsOfLife);
        this.reporters = reporters;
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
        reporters.remember(context.request(), key);
        signsOfLife.reported(key);
        List<Report> reports = ReportsReader.read(RequestBody.of(context));
        commands.send(new ReportMetrics(key, reports))
                .onSuccess(results ->
                        Answers.send(context, 200, Answers.JSON, ReportAnswer.of(results, unwanted(context))))
                .onFailure(context::fail);
    }

    void tell(RoutingContext context) {
        AttemptKey key = context.get(KEY);
        Told told = TellRequest.read(RequestBody.of(context));
        signsOfLife.reported(key);
        commands.send(new TellTrial(key, told))
                .onSuccess(news -> answerTold(context, lookup.trial(context)))
                .onFailure(context::fail);
    }

    void heartbeat(RoutingContext context) {
        Duration lease = signsOfLife.heartbeat(context.get(KEY));
        String stop = unwanted(context);
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeNumberField("leaseSeconds", lease.toSeconds());
            JsonText.optionalText(out, STOP, stop);
            out.writeEndObject();
        });
    }

    /** Why nobody wants to hear of an attempt any more; null when somebody does. */
    private @Nullable String unwanted(RoutingContext context) {
        return unwanted.reason(context.get(KEY), lookup.trial(context));
    }

    private static void answerTold(RoutingContext context, TrialRow trial) {
        AttemptKey key = context.get(KEY);
        boolean isReplaced = trial.attempt() != key.attempt();
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeStringField("state", trial.state().name());
            JsonText.optionalNumber(out, "value", trial.value());
            JsonText.optionalText(
                    out,
                    "reason",
                    isReplaced
                            ? "attempt " + trial.attempt() + " has replaced attempt " + key.attempt()
                            : trial.reason());
            out.writeEndObject();
        });
    }
}
