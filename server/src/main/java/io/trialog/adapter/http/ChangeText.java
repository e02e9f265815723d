package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.EventType;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.LimitsChanged;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.ServerStarted;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialValueAveraged;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes events as messages of the event stream, with the views that they changed. Any thread. */
final class ChangeText {

    private static final Set<Class<? extends Event>> CHANGES_EXPERIMENT = Set.of(
            ExperimentCreated.class,
            ExperimentStateChanged.class,
            LimitsChanged.class,
            SearchSpaceChanged.class,
            TrialEnqueued.class,
            TrialDequeued.class,
            ResultImported.class,
            TrialProposed.class,
            AttemptScheduled.class,
            TrialRequeued.class,
            TrialEnded.class,
            TrialValueAveraged.class);

    private static final ClassValue<String> TYPES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            EventType stored = type.getAnnotation(EventType.class);
            return stored == null ? type.getSimpleName() : stored.value();
        }
    };

    private final ExperimentBoard board;
    private final ExperimentJson experiments;
    private final TrialJson trials;

    ChangeText(ExperimentBoard board, ExperimentJson experiments, TrialJson trials) {
        this.board = board;
        this.experiments = experiments;
        this.trials = trials;
    }

    /** The first message of a stream that begins now. */
    static Buffer hello(long position) {
        return Buffer.buffer("event: hello\nid: " + position + "\ndata: {\"position\":" + position + "}\n\n");
    }

    /** Whether a stream tells of an event. */
    static boolean concerns(RecordedEvent recorded, @Nullable ExperimentId only) {
        return only == null
                || !(recorded.event() instanceof ExperimentEvent event)
                || event.experiment().equals(only);
    }

    /** The messages of an event; empty when there is nothing to tell. */
    Buffer encode(RecordedEvent recorded, @Nullable ExperimentId only) {
        if (recorded.event() instanceof ExperimentEvent event) {
            return message(recorded, event.experiment(), true);
        }
        if (recorded.event() instanceof ServerStarted) {
            return serverStarted(recorded, only);
        }
        return Buffer.buffer();
    }

    /**
     * A new server has changed the state of what was running, so clients get every experiment. Only the last message
     * carries the id: a client that is cut off between them gets all of them again.
     */
    private Buffer serverStarted(RecordedEvent recorded, @Nullable ExperimentId only) {
        List<ExperimentId> ids = board.experiments().stream()
                .map(ExperimentSummary::id)
                .filter(id -> only == null || id.equals(only))
                .toList();
        Buffer messages = Buffer.buffer();
        for (int i = 0; i < ids.size(); i++) {
            messages.appendBuffer(message(recorded, ids.get(i), i == ids.size() - 1));
        }
        return messages;
    }

    private Buffer message(RecordedEvent recorded, ExperimentId experiment, boolean withId) {
        Buffer message = Buffer.buffer("event: change\n");
        if (withId) {
            message.appendString("id: " + recorded.position() + "\n");
        }
        return message.appendString("data: ")
                .appendBytes(JsonText.bytes(out -> write(out, recorded, experiment)))
                .appendString("\n\n");
    }

    private void write(JsonGenerator out, RecordedEvent recorded, ExperimentId id) throws IOException {
        Event event = recorded.event();
        out.writeStartObject();
        out.writeNumberField("position", recorded.position());
        JsonText.instant(out, "at", recorded.at());
        out.writeStringField("type", TYPES.get(event.getClass()));
        out.writeStringField("experimentId", id.value());
        Optional<ExperimentSummary> experiment = board.experiment(id);
        if (experiment.isPresent()
                && (event instanceof ServerStarted || CHANGES_EXPERIMENT.contains(event.getClass()))) {
            out.writeFieldName("experiment");
            experiments.write(out, experiment.get());
        }
        if (event instanceof TrialEvent trialEvent && !(event instanceof ReportRefused)) {
            Optional<TrialRow> trial = board.trial(id, trialEvent.number());
            if (trial.isPresent()) {
                out.writeFieldName("trial");
                trials.write(out, id, trial.get());
            }
        }
        if (event instanceof MetricReported report) {
            out.writeFieldName("metric");
            MetricJson.write(out, report, recorded.at());
        }
        out.writeEndObject();
    }
}
