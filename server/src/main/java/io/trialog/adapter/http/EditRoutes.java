package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.projection.ExperimentSummary;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Changes of experiments: what holds for them. */
final class EditRoutes {

    private final Lookup lookup;
    private final CommandGateway commands;
    private final UpdateParser updates;
    private final ExperimentJson json;

    EditRoutes(Lookup lookup, CommandGateway commands, UpdateParser updates, ExperimentJson json) {
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
