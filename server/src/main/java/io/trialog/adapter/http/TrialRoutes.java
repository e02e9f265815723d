package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.StopCause;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.trial.StopTrial;
import io.vertx.ext.web.RoutingContext;

/** Trials: list, show, stop. */
final class TrialRoutes {

    private static final int ACCEPTED = 202;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final CommandGateway commands;
    private final TrialJson json;

    TrialRoutes(ExperimentBoard board, Lookup lookup, CommandGateway commands, TrialJson json) {
        this.board = board;
        this.lookup = lookup;
        this.commands = commands;
        this.json = json;
    }

    void list(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        TrialQuery query = TrialQueryReader.read(context.queryParams());
        TrialPage page = board.trials(experiment, query);
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeNumberField("total", page.total());
            out.writeNumberField("offset", page.offset());
            out.writeArrayFieldStart("trials");
            for (TrialRow trial : page.trials()) {
                json.write(out, experiment, trial);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    void show(RoutingContext context) {
        answer(context, 200, lookup.trial(context));
    }

    void stop(RoutingContext context) {
        TrialRow trial = lookup.trial(context);
        ExperimentId experiment = lookup.experiment(context).id();
        commands.send(new StopTrial(experiment, trial.number(), StopCause.USER, "stopped on request"))
                .map(number -> lookup.trial(context))
                .onSuccess(stopped -> answer(context, ACCEPTED, stopped))
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, int status, TrialRow trial) {
        ExperimentId experiment = lookup.experiment(context).id();
        Answers.json(context, status, out -> json.write(out, experiment, trial));
    }
}
