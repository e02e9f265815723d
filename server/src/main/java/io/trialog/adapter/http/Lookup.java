package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import io.vertx.ext.web.RoutingContext;

/** Finds what a path names. */
final class Lookup {

    static final String EXPERIMENT = "experiment";
    static final String NUMBER = "number";
    static final String ATTEMPT = "attempt";

    private final ExperimentBoard board;

    Lookup(ExperimentBoard board) {
        this.board = board;
    }

    /** @throws RequestRefused when there is none */
    ExperimentSummary experiment(RoutingContext context) {
        return experiment(context.pathParam(EXPERIMENT));
    }

    /** @throws RequestRefused when there is none */
    ExperimentSummary experiment(String id) {
        if (ExperimentId.isValid(id)) {
            var found = board.experiment(new ExperimentId(id));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new RequestRefused(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + Shown.text(id));
    }

    /** @throws RequestRefused when there is none */
    TrialRow trial(RoutingContext context) {
        ExperimentId experiment = experiment(context).id();
        String number = context.pathParam(NUMBER);
        return board.trial(experiment, index(number))
                .orElseThrow(() -> new RequestRefused(
                        ErrorCode.TRIAL_UNKNOWN,
                        "there is no trial " + Shown.text(number) + " in experiment " + experiment));
    }

    /** @throws RequestRefused when there is none */
    AttemptKey attempt(RoutingContext context) {
        TrialRow trial = trial(context);
        String text = context.pathParam(ATTEMPT);
        long attempt = index(text);
        if (attempt < 1 || attempt > trial.attempt()) {
            throw new RequestRefused(
                    ErrorCode.ATTEMPT_UNKNOWN,
                    "there is no attempt " + Shown.text(text) + " of trial " + context.pathParam(EXPERIMENT) + "-"
                            + trial.number());
        }
        return new AttemptKey(context.pathParam(EXPERIMENT), trial.number(), (int) attempt);
    }

    /** A number that a path holds; -1 when it is none, and so names nothing. */
    private static long index(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }
}
