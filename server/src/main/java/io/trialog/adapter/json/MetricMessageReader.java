package io.trialog.adapter.json;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one {@link MetricMessage}. Of a field that is there twice, the last counts, as protobuf has it. */
final class MetricMessageReader {

    private static final int MAX_NANOS = 999_999_999;

    private final FieldReader in;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private long atSeconds;
    private int atNanos;
    private @Nullable String cause;
    private @Nullable ExperimentId experiment;
    private long number;
    private int attempt;
    private long sequence;
    private @Nullable MetricKind kind;
    private long reportedSeconds;
    private int reportedNanos;
    /** A bit for each field below {@link Long#SIZE}. */
    private long present;

    private MetricMessageReader(FieldReader in) {
        this.in = in;
    }

    /** @throws IllegalArgumentException when it is damaged */
    static RecordedEvent read(long position, FieldReader in) {
        MetricMessageReader reader = new MetricMessageReader(in);
        reader.readFields();
        return reader.recorded(position);
    }

    private void readFields() {
        for (int field = in.next(); field != FieldReader.END; field = in.next()) {
            switch (field) {
                case MetricMessage.AT_SECONDS -> atSeconds = in.varint();
                case MetricMessage.AT_NANOS -> atNanos = nanos();
                case MetricMessage.CAUSE -> cause = in.text();
                case MetricMessage.CAUSE_POSITION -> cause = "@" + in.varint();
                case MetricMessage.CAUSE_COMMAND -> cause = command();
                case MetricMessage.EXPERIMENT -> experiment = new ExperimentId(in.text());
                case MetricMessage.NUMBER -> number = in.varint();
                case MetricMessage.ATTEMPT -> attempt = in.int32();
                case MetricMessage.SEQUENCE -> sequence = in.varint();
                case MetricMessage.KIND -> kind = kind();
                case MetricMessage.VALUES -> readValue(in.message());
                case MetricMessage.REPORTED_SECONDS -> reportedSeconds = in.varint();
                case MetricMessage.REPORTED_NANOS -> reportedNanos = nanos();
                default -> in.skip();
            }
            if (field < Long.SIZE) {
                present |= 1L << field;
            }
        }
    }

    private int nanos() {
        int nanos = in.int32();
        if (nanos < 0 || nanos > MAX_NANOS) {
            throw new IllegalArgumentException("nanoseconds: " + nanos + " (expected: 0 to " + MAX_NANOS + ")");
        }
        return nanos;
    }

    private String command() {
        int command = in.int32();
        if (command < 1 || command > MetricMessage.COMMANDS.size()) {
            throw new IllegalArgumentException("command: " + command + " (expected: 1 to "
                    + MetricMessage.COMMANDS.size() + "). " + UnreadableEventException.NEWER);
        }
        return MetricMessage.COMMANDS.get(command - 1);
    }

    private MetricKind kind() {
        int kind = in.int32();
        return switch (kind) {
            case MetricMessage.INTERMEDIATE_NUMBER -> MetricKind.INTERMEDIATE;
            case MetricMessage.FINAL_NUMBER -> MetricKind.FINAL;
            default ->
                throw new IllegalArgumentException(
                        "kind: " + kind + " (expected: 1 or 2). " + UnreadableEventException.NEWER);
        };
    }

    private void readValue(FieldReader entry) {
        String name = null;
        Double value = null;
        for (int field = entry.next(); field != FieldReader.END; field = entry.next()) {
            switch (field) {
                case MetricMessage.VALUE_NAME -> name = entry.text();
                case MetricMessage.VALUE_NUMBER -> value = entry.float64();
                default -> entry.skip();
            }
        }
        values.put(present("value's name", name), present("value's number", value));
    }

    private RecordedEvent recorded(long position) {
        require("at", MetricMessage.AT_SECONDS);
        require("number", MetricMessage.NUMBER);
        require("attempt", MetricMessage.ATTEMPT);
        require("sequence", MetricMessage.SEQUENCE);
        MetricReported metric = new MetricReported(
                present("experiment", experiment),
                number,
                attempt,
                sequence,
                present("kind", kind),
                values,
                has(MetricMessage.REPORTED_SECONDS) ? instant(reportedSeconds, reportedNanos) : null);
        return new RecordedEvent(position, instant(atSeconds, atNanos), present("cause", cause), metric);
    }

    private static Instant instant(long seconds, int nanos) {
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(seconds + " (expected: the seconds of an instant)", e);
        }
    }

    private boolean has(int field) {
        return (present >>> field & 1) != 0;
    }

    /** A missing number is not 0. */
    private void require(String name, int field) {
        if (!has(field)) {
            throw missing(name);
        }
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name + ": missing");
    }
}
