package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.StopCause;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialMetrics;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialRow;
import io.trialog.trial.StopTrial;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.Set;

/** Trials: list, show, stop. */
final class TrialRoutes {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final TrialListing listing;
    private final Lookup lookup;
    private final CommandGateway commands;
    private final TrialJson json;

    TrialRoutes(TrialListing listing, Lookup lookup, CommandGateway commands, TrialJson json) {
        this.listing = listing;
        this.lookup = lookup;
        this.commands = commands;
        this.json = json;
    }

    /** Answers at once what the board has ready; what takes a look at all trials is for a thread that may take its time. */
    void list(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        MultiMap parameters = context.queryParams();
        if (TrialQueryReader.isQuick(parameters)) {
            Answers.send(context, OK, Answers.JSON, list(experiment, parameters));
            return;
        }
        context.vertx()
                .executeBlocking(() -> list(experiment, parameters), false)
                .onSuccess(page -> Answers.send(context, OK, Answers.JSON, page))
                .onFailure(context::fail);
    }

    private Buffer list(ExperimentSummary experiment, MultiMap parameters) {
        TrialListing.Listed listed = listing.read(experiment, parameters, new QueryNumbers(parameters));
        Set<String> names = new LinkedHashSet<>(parameters.getAll("metric"));
        TrialMetrics metrics = new TrialMetrics(experiment.config().objectives());
        TrialPage page = listed.page();
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeNumberField("asOf", listed.asOf());
            out.writeNumberField("total", page.total());
            out.writeNumberField("offset", page.offset());
            out.writeArrayFieldStart("trials");
            for (TrialRow trial : page.trials()) {
                json.write(out, experiment.id(), trial, metrics.of(trial, names));
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    void show(RoutingContext context) {
        answer(context, OK, lookup.trial(context));
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
