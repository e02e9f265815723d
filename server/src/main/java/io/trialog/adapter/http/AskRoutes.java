package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.event.ProposalTerms;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import io.trialog.projection.TrialRow;
import io.trialog.scheduling.AskTrial;
import io.trialog.scheduling.Asked;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where clients ask for trials that they evaluate themselves. */
final class AskRoutes {

    private static final long MILLIS = 1000;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final CommandGateway commands;
    private final LiveFeed feed;
    private final TrialTokens tokens;

    AskRoutes(ExperimentBoard board, Lookup lookup, CommandGateway commands, LiveFeed feed, TrialTokens tokens) {
        this.board = board;
        this.lookup = lookup;
        this.commands = commands;
        this.feed = feed;
        this.tokens = tokens;
    }

    void ask(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        AskRequest request = AskRequest.read(RequestBody.of(context));
        String askId = request.askId() == null ? UUID.randomUUID().toString() : request.askId();
        AskTrial command = new AskTrial(experiment, askId, request.worker(), request.leaseSeconds());
        Context own = context.vertx().getOrCreateContext();
        Promise<Outcome<Asked>> answered = Promise.promise();
        WaitingAsk waiting = new WaitingAsk(
                command,
                commands::submit,
                asked -> isAnAnswer(experiment, asked),
                outcome -> own.runOnContext(unused -> answered.tryComplete(outcome)));
        feed.subscribe(waiting); // before it asks, so that it misses nothing
        long timer = context.vertx().setTimer(Math.max(1, request.waitSeconds() * MILLIS), unused -> waiting.timeUp());
        context.response().closeHandler(gone -> answered.tryFail("the client has gone"));
        answered.future()
                .onComplete(outcome -> {
                    waiting.cancel();
                    feed.unsubscribe(waiting);
                    context.vertx().cancelTimer(timer);
                })
                .map(outcome -> content(experiment, outcome))
                .onSuccess(content -> Answers.json(context, 200, content))
                .onFailure(failure -> fail(context, failure));
        waiting.begin();
    }

    /** An experiment whose server ended is about to go on, most of the time. */
    private boolean isAnAnswer(ExperimentId experiment, Asked asked) {
        return !(asked instanceof Asked.NotYet)
                && !(asked instanceof Asked.Over
                        && board.experiment(experiment)
                                .filter(ExperimentSummary::isInterrupted)
                                .isPresent());
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (!context.response().closed()) {
            context.fail(failure);
        }
    }

    private JsonText.Content content(ExperimentId experiment, Outcome<Asked> outcome) {
        Asked asked = outcome.fold(reply -> reply, rejection -> {
            throw new RequestRefused(ApiError.of(rejection));
        });
        Asked.Claimed claimed = asked instanceof Asked.Claimed trial ? trial : null;
        ExperimentSummary summary = lookup.experiment(experiment.value());
        return out -> {
            out.writeStartObject();
            out.writeFieldName("trial");
            writeTrial(out, experiment, claimed);
            out.writeStringField("state", summary.state().name());
            JsonText.optionalText(out, "reason", summary.reason());
            out.writeEndObject();
        };
    }

    private void writeTrial(JsonGenerator out, ExperimentId experiment, Asked.@Nullable Claimed claimed)
            throws IOException {
        if (claimed == null) {
            out.writeNull();
            return;
        }
        AttemptKey key = claimed.key();
        out.writeStartObject();
        out.writeStringField("experimentId", experiment.value());
        out.writeNumberField("number", key.trialNumber());
        out.writeNumberField("attempt", key.attempt());
        Optional<TrialRow> trial = board.trial(experiment, key.trialNumber());
        out.writeFieldName("configuration");
        JsonText.object(out, trial.map(TrialRow::configuration).orElse(Map.of()));
        ProposalTerms terms = trial.map(TrialRow::terms).orElse(ProposalTerms.NONE);
        JsonText.optionalNumber(out, "budget", terms.budget());
        JsonText.optionalLong(out, "parent", terms.parent());
        out.writeStringField("token", tokens.of(key));
        out.writeNumberField("leaseSeconds", claimed.lease().toSeconds());
        out.writeEndObject();
    }
}
