package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.engine.ErrorCode;
import io.trialog.event.AssessorFailed;
import io.trialog.event.AttemptEnded;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEvent;
import io.trialog.event.TunerFailed;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentActivity;
import io.trialog.projection.RecordedProblem;
import io.trialog.projection.activity.ActivityNote;
import io.trialog.projection.activity.ActivityReport;
import io.trialog.projection.activity.ActivityReporter;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why experiments move, or do not, and what failed in them. Worker threads look. */
final class ActivityRoutes {

    private final Lookup lookup;
    private final EventLog log;
    private final ActivityReporter reporter;

    ActivityRoutes(HttpDependencies needed, Lookup lookup) {
        this.lookup = lookup;
        this.log = needed.log();
        this.reporter = new ActivityReporter(needed.board(), needed.waits(), needed.isReadOnly());
    }

    void ofExperiment(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        LongAnswer.once(
                context,
                Answers.JSON,
                () -> json(reporter.of(experiment)
                        .orElseThrow(() -> new RequestRefused( // deleted meanwhile
                                ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + experiment))));
    }

    private Buffer json(ActivityReport report) {
        ExperimentActivity activity = report.activity();
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeStringField("headline", report.headline());
            out.writeArrayFieldStart("notes");
            for (ActivityNote note : report.notes()) {
                write(out, note);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("slots");
            out.writeNumberField("limit", report.slots());
            out.writeNumberField("used", report.used());
            out.writeEndObject();
            out.writeNumberField("waiting", report.waiting());
            out.writeNumberField("queued", report.queued());
            out.writeObjectFieldStart("tuner");
            out.writeBooleanField("busy", report.isTunerBusy());
            JsonText.optionalInstant(out, "since", report.isTunerBusy() ? activity.askedAt() : null);
            JsonText.optionalInstant(out, "lastProposalAt", activity.lastProposalAt());
            out.writeEndObject();
            JsonText.optionalInstant(out, "lastEndedAt", activity.lastEndedAt());
            out.writeArrayFieldStart("errors");
            for (RecordedProblem problem : activity.problems()) {
                write(out, problem);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, ActivityNote note) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", note.kind().word());
        out.writeStringField("text", note.text());
        JsonText.optionalInstant(out, "since", note.since());
        out.writeEndObject();
    }

    private void write(JsonGenerator out, RecordedProblem problem) throws IOException {
        out.writeStartObject();
        out.writeNumberField("position", problem.position());
        JsonText.instant(out, "at", problem.at());
        out.writeStringField("type", problem.type());
        out.writeStringField("message", problem.message());
        JsonText.optionalText(out, "stackTrace", trace(problem));
        JsonText.optionalLong(out, "trial", problem.trial());
        out.writeEndObject();
    }

    /** Where a plugin failed, or the end of what the command of a trial printed to stderr; null when nothing is known. */
    private @Nullable String trace(RecordedProblem problem) {
        String trace = null;
        if (event(problem.position()) instanceof TunerFailed failed) {
            trace = failed.stackTrace();
        } else if (event(problem.position()) instanceof AssessorFailed failed) {
            trace = failed.stackTrace();
        } else if (event(problem.position()) instanceof TrialEvent judged
                && event(problem.position() - 1) instanceof AttemptEnded ended // what was judged comes just before
                && ended.experiment().equals(judged.experiment())
                && ended.number() == judged.number()) {
            trace = ended.message();
        }
        return trace == null || trace.isBlank() ? null : trace;
    }

    private @Nullable Event event(long position) {
        return log.at(position).map(RecordedEvent::event).orElse(null);
    }
}
