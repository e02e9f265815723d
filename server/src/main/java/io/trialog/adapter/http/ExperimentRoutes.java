package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.RetryTrials;
import io.trialog.experiment.StopExperiment;
import io.trialog.port.IdSource;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Experiments: list, show, create, stop, resume, try trials again. */
final class ExperimentRoutes {

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final CommandGateway commands;
    private final ConfigurationParser configurations;
    private final IdSource ids;
    private final ExperimentJson json;

    ExperimentRoutes(
            ExperimentBoard board,
            Lookup lookup,
            CommandGateway commands,
            ConfigurationParser configurations,
            IdSource ids,
            ExperimentJson json) {
        this.board = board;
        this.lookup = lookup;
        this.commands = commands;
        this.configurations = configurations;
        this.ids = ids;
        this.json = json;
    }

    void list(RoutingContext context) {
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("experiments");
            for (ExperimentSummary experiment : board.experiments()) {
                json.write(out, experiment);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    void show(RoutingContext context) {
        answer(context, 200, lookup.experiment(context));
    }

    void configuration(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        Answers.json(
                context, 200, out -> JsonText.object(out, experiment.config().asMap()));
    }

    void create(RoutingContext context) {
        ExperimentId wished =
                WishedId.read(context.queryParams()).orElseGet(() -> new ExperimentId(ids.experimentId()));
        String text = new String(RequestBody.of(context), StandardCharsets.UTF_8);
        context.vertx()
                .executeBlocking(() -> configurations.parse(text), false)
                .map(ExperimentRoutes::valid)
                .compose(config -> commands.send(new CreateExperiment(wished, config)))
                .map(id -> lookup.experiment(id.value()))
                .onSuccess(experiment -> {
                    context.response().putHeader(HttpHeaders.LOCATION, "/api/v1/experiments/" + experiment.id());
                    answer(context, CREATED, experiment);
                })
                .onFailure(context::fail);
    }

    void stop(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        answerAccepted(context, commands.send(new StopExperiment(id, "stopped on request")));
    }

    void resume(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        ResumeRequest request = ResumeRequest.read(RequestBody.of(context));
        answerAccepted(context, commands.send(new ResumeExperiment(id, request.maxTrialNumber())));
    }

    void retry(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        List<Long> numbers = RetryRequest.read(RequestBody.of(context));
        commands.send(new RetryTrials(id, numbers))
                .onSuccess(retried -> answer(context, retried))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, List<Long> retried) {
        Answers.json(context, ACCEPTED, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("trials");
            for (long number : retried) {
                out.writeNumber(number);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void answerAccepted(RoutingContext context, Future<ExperimentId> reply) {
        reply.map(id -> lookup.experiment(id.value()))
                .onSuccess(experiment -> answer(context, ACCEPTED, experiment))
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, int status, ExperimentSummary experiment) {
        Answers.json(context, status, out -> json.write(out, experiment));
    }

    private static ExperimentConfig valid(ConfigurationParser.Result result) {
        if (result instanceof ConfigurationParser.Invalid invalid) {
            int count = invalid.problems().size();
            throw new RequestRefused(new ApiError(
                    ErrorCode.CONFIG_INVALID,
                    "the configuration has " + (count == 1 ? "a problem: " : count + " problems, the first: ")
                            + invalid.problems().get(0),
                    invalid.problems()));
        }
        return ((ConfigurationParser.Valid) result).config();
    }
}
