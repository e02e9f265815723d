package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.adapter.input.Shown;
import io.trialog.adapter.insight.MarginalAxis;
import io.trialog.adapter.insight.Marginals;
import io.trialog.adapter.insight.PairImportance;
import io.trialog.adapter.insight.ParameterImportance;
import io.trialog.adapter.insight.TooFewTrialsException;
import io.trialog.adapter.insight.ValueModel;
import io.trialog.adapter.insight.ValueModels;
import io.trialog.engine.ErrorCode;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.spi.problem.NearMiss;
import io.trialog.tuners.importance.Estimate;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which parameters matter, and how. One thread of its own learns, so that it keeps nobody else waiting. */
final class InsightRoutes {

    private static final String METHOD = "fANOVA (Hutter, Hoos, Leyton-Brown, 2014)";

    private final Lookup lookup;
    private final ExperimentBoard board;
    private final Moments moments;
    private final ValueModels models;
    private final WorkerExecutor thread;

    InsightRoutes(Vertx vertx, HttpDependencies needed, Lookup lookup) {
        this.lookup = lookup;
        this.board = needed.board();
        this.moments = new Moments(needed.log());
        this.models = new ValueModels(needed.board());
        this.thread = vertx.createSharedWorkerExecutor("trialog-insight", 1);
    }

    void importance(RoutingContext context) {
        answer(context, model -> JsonText.buffer(out -> write(out, model)));
    }

    void marginals(RoutingContext context) {
        String x = context.queryParams().get("x");
        String y = context.queryParams().get("y");
        if (x == null) {
            throw refused("x", "nothing", "the name of a parameter");
        }
        if (x.equals(y)) {
            throw refused("y", Shown.quoted(y), "another parameter than x");
        }
        answer(context, model -> {
            requireKnown("x", x, model.names());
            if (y == null) {
                return json(model, model.over(x));
            }
            requireKnown("y", y, model.names());
            return json(
                    model,
                    model.over(x, y)
                            .orElseThrow(() ->
                                    refused("y", Shown.quoted(y), "a parameter that trials can have together with x")));
        });
    }

    private void answer(RoutingContext context, Function<ValueModel, Buffer> answer) {
        ExperimentSummary experiment = lookup.experiment(context);
        QueryNumbers query = new QueryNumbers(context.queryParams());
        String metric = Objects.requireNonNullElseGet(
                context.queryParams().get("metric"),
                () -> experiment.config().metric().name());
        thread.executeBlocking(() -> answer.apply(model(experiment, metric, query)))
                .onSuccess(body -> Answers.send(context, 200, Answers.JSON, body))
                .onFailure(context::fail);
    }

    private ValueModel model(ExperimentSummary experiment, String metric, QueryNumbers query) {
        long asOf = moments.read(query, "asOf", board.position());
        query.requireNone();
        try {
            return models.of(experiment, metric, asOf);
        } catch (TooFewTrialsException e) {
            throw new RequestRefused(ErrorCode.EXPERIMENT_STATE, String.valueOf(e.getMessage()));
        }
    }

    private static void requireKnown(String key, String name, List<String> known) {
        if (!known.contains(name)) {
            throw refused(key, Shown.quoted(name), "one of " + String.join(", ", known) + NearMiss.hint(name, known));
        }
    }

    private static RequestRefused refused(String key, String given, String expected) {
        ErrorDetail problem = ErrorDetail.of(key, given + " (expected: " + expected + ")");
        return new RequestRefused(new ApiError(ErrorCode.REQUEST_MALFORMED, problem.toString(), List.of(problem)));
    }

    private static void write(JsonGenerator out, ValueModel model) throws IOException {
        out.writeStartObject();
        out.writeStringField("method", METHOD);
        out.writeStringField(
                "source",
                "a random forest of " + model.trees() + " trees on " + model.trials() + " trials that succeeded");
        out.writeStringField("metric", model.metric());
        out.writeNumberField("trials", model.trials());
        out.writeNumberField("fit", model.fit());
        out.writeArrayFieldStart("parameters");
        for (ParameterImportance parameter : model.parameters()) {
            out.writeStartObject();
            out.writeStringField("name", parameter.name());
            out.writeNumberField("importance", parameter.importance());
            out.writeNumberField("deviation", parameter.deviation());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("pairs");
        for (PairImportance pair : model.pairs()) {
            out.writeStartObject();
            out.writeStringField("first", pair.first());
            out.writeStringField("second", pair.second());
            out.writeNumberField("importance", pair.importance());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Buffer json(ValueModel model, Marginals marginals) {
        return JsonText.buffer(out -> {
            out.writeStartObject();
            write(out, "x", marginals.x());
            write(out, "y", marginals.y());
            out.writeArrayFieldStart("mean");
            for (Estimate estimate : marginals.estimates()) {
                out.writeNumber(estimate.mean());
            }
            out.writeEndArray();
            out.writeArrayFieldStart("deviation");
            for (Estimate estimate : marginals.estimates()) {
                out.writeNumber(estimate.deviation());
            }
            out.writeEndArray();
            out.writeNumberField("trials", model.trials());
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, String name, @Nullable MarginalAxis axis) throws IOException {
        if (axis == null) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeStringField("name", axis.name());
        out.writeArrayFieldStart(axis.isNumeric() ? "positions" : "words");
        for (Object value : axis.values()) {
            if (axis.isNumeric()) {
                JsonText.plain(out, value);
            } else {
                out.writeString(JsonText.word(value));
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
