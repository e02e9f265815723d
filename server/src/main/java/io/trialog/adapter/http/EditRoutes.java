package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.DeleteExperiment;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ImportResults;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.spi.space.Configuration;
import io.trialog.trial.QueuedTrial;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Changes of experiments: what holds for them, and what people bring besides the proposals of the tuner. */
final class EditRoutes {

    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final CommandGateway commands;
    private final UpdateParser updates;
    private final ExperimentJson json;

    EditRoutes(
            ExperimentBoard board, Lookup lookup, CommandGateway commands, UpdateParser updates, ExperimentJson json) {
        this.board = board;
        this.lookup = lookup;
        this.commands = commands;
        this.updates = updates;
        this.json = json;
    }

    void update(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        String text = new String(RequestBody.of(context), StandardCharsets.UTF_8);
        context.vertx()
                .executeBlocking(() -> updates.parse(experiment, text), false)
                .recover(failure -> Future.failedFuture(refusal(failure)))
                .compose(commands::send)
                .map(id -> lookup.experiment(id.value()))
                .onSuccess(changed -> Answers.json(context, 200, out -> json.write(out, changed)))
                .onFailure(context::fail);
    }

    void delete(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        commands.send(new DeleteExperiment(id))
                .onSuccess(
                        deleted -> context.response().setStatusCode(NO_CONTENT).end())
                .onFailure(context::fail);
    }

    void queue(RoutingContext context) {
        List<QueuedTrial> waiting = board.queue(lookup.experiment(context).id());
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("configurations");
            for (QueuedTrial trial : waiting) {
                JsonText.object(out, trial.configuration());
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    void enqueue(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        List<Configuration> configurations = ContributionReader.configurations(RequestBody.of(context));
        answer(context, "queued", commands.send(new EnqueueTrials(id, configurations)));
    }

    void importResults(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        List<ImportResults.Result> results = ContributionReader.results(RequestBody.of(context));
        answer(context, "imported", commands.send(new ImportResults(id, results)));
    }

    private static void answer(RoutingContext context, String name, Future<Integer> reply) {
        reply.onSuccess(count -> Answers.json(context, ACCEPTED, out -> {
                    out.writeStartObject();
                    out.writeNumberField(name, count);
                    out.writeEndObject();
                }))
                .onFailure(context::fail);
    }

    private static Throwable refusal(Throwable failure) {
        if (!(failure instanceof InvalidConfigException invalid)) {
            return failure;
        }
        List<ErrorDetail> problems = invalid.problems().stream()
                .map(problem -> new ErrorDetail(problem.path(), problem.line(), problem.message()))
                .toList();
        return new RequestRefused(new ApiError(
                ErrorCode.CONFIG_INVALID,
                "nothing was changed, as the update has "
                        + (problems.size() == 1 ? "a problem: " : problems.size() + " problems, the first: ")
                        + problems.get(0),
                problems));
    }
}
