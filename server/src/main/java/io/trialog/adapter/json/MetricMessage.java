package io.trialog.adapter.json;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A recorded {@link MetricReported} as a protobuf message; its schema is in ADR 2. Numbers of fields are for ever. A new
 * component is a new field, left out when it is null, and older servers skip it.
 */
final class MetricMessage {

    /** The version of the event that is written and read. */
    static final int VERSION = 1;

    static final int AT_SECONDS = 1;
    static final int AT_NANOS = 2;
    static final int CAUSE = 3;
    static final int CAUSE_POSITION = 4;
    static final int CAUSE_COMMAND = 5;
    // 6 and 7 are free for the envelope
    static final int EXPERIMENT = 8;
    static final int NUMBER = 9;
    static final int ATTEMPT = 10;
    static final int SEQUENCE = 11;
    static final int KIND = 12;
    static final int VALUES = 13;
    static final int REPORTED_SECONDS = 14;
    static final int REPORTED_NANOS = 15;

    static final int VALUE_NAME = 1;
    static final int VALUE_NUMBER = 2;

    /** The commands that report metrics, as causes; their numbers begin with 1. Add at the end. */
    static final List<String> COMMANDS = List.of("ReportMetrics", "ConsumeReports");

    static final int INTERMEDIATE_NUMBER = 1;
    static final int FINAL_NUMBER = 2;

    private static final int MAX_POSITION_DIGITS = 18;

    private MetricMessage() {}

    /** Whether a message can hold the cause: strings of JSON may be no Unicode, those of protobuf may not. */
    static boolean fits(RecordedEvent recorded) {
        return Texts.isWellFormed(recorded.cause());
    }

    /** @throws IllegalArgumentException when the name of a value cannot be read back */
    static void write(RecordedEvent recorded, MetricReported metric, EventBytes out) {
        writeInstant(AT_SECONDS, AT_NANOS, recorded.at(), out);
        writeCause(recorded.cause(), out);
        out.writeText(EXPERIMENT, metric.experiment().value());
        out.writeVarint(NUMBER, metric.number());
        out.writeVarint(ATTEMPT, metric.attempt());
        out.writeVarint(SEQUENCE, metric.sequence());
        out.writeVarint(KIND, number(metric.kind()));
        for (Map.Entry<String, Double> value : metric.values().entrySet()) {
            writeValue(value.getKey(), value.getValue(), out);
        }
        Instant reportedAt = metric.reportedAt();
        if (reportedAt != null) {
            writeInstant(REPORTED_SECONDS, REPORTED_NANOS, reportedAt, out);
        }
    }

    private static void writeInstant(int seconds, int nanos, Instant instant, EventBytes out) {
        out.writeVarint(seconds, instant.getEpochSecond());
        int nano = instant.getNano();
        if (nano != 0) {
            out.writeVarint(nanos, nano);
        }
    }

    private static void writeCause(String cause, EventBytes out) {
        long position = position(cause);
        int command = COMMANDS.indexOf(cause);
        if (command >= 0) {
            out.writeVarint(CAUSE_COMMAND, command + 1L);
        } else if (position > 0) {
            out.writeVarint(CAUSE_POSITION, position);
        } else {
            out.writeText(CAUSE, cause);
        }
    }

    /** The position in a cause such as {@code @17}; 0 when it is another text, or one that would come back changed. */
    private static long position(String cause) {
        int length = cause.length();
        if (length < 2 || length > 1 + MAX_POSITION_DIGITS || cause.charAt(0) != '@' || cause.charAt(1) == '0') {
            return 0;
        }
        long position = 0;
        for (int i = 1; i < length; i++) {
            int digit = cause.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            position = position * 10 + digit;
        }
        return position;
    }

    private static void writeValue(String name, double number, EventBytes out) {
        Texts.requireReadableKey(name);
        int begin = out.beginMessage(VALUES);
        out.writeText(VALUE_NAME, name);
        out.writeDouble(VALUE_NUMBER, number);
        out.endMessage(begin);
    }

    private static int number(MetricKind kind) {
        return switch (kind) {
            case INTERMEDIATE -> INTERMEDIATE_NUMBER;
            case FINAL -> FINAL_NUMBER;
        };
    }
}
