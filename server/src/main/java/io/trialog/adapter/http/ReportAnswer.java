package io.trialog.adapter.http;

import io.trialog.metric.ReportResult;
import io.trialog.metric.ReportResult.Status;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to reports. Nearly always all of them are accepted, and nothing in it needs a JSON writer. */
final class ReportAnswer {

    private static final byte[] BEGIN = ascii("{\"results\":[");
    private static final byte[] SEQUENCE = ascii("{\"sequence\":");
    private static final byte[] ACCEPTED = ascii(",\"status\":\"accepted\"}");
    private static final byte[] END = ascii("],\"stop\":null}");
    private static final int MAX_DIGITS = 19;

    private ReportAnswer() {}

    /**
     * The body.
     *
     * @param stop why the trial is to stop; null when it is not
     */
    static Buffer of(List<ReportResult> results, @Nullable String stop) {
        if (stop != null) {
            return written(results, stop);
        }
        int part = SEQUENCE.length + MAX_DIGITS + ACCEPTED.length + 1;
        byte[] body = new byte[BEGIN.length + results.size() * part + END.length];
        int end = put(BEGIN, body, 0);
        for (int i = 0; i < results.size(); i++) {
            ReportResult result = results.get(i);
            if (result.status() != Status.ACCEPTED) {
                return written(results, null);
            }
            if (i > 0) {
                body[end++] = ',';
            }
            end = put(SEQUENCE, body, end);
            end = putNumber(result.sequence(), body, end);
            end = put(ACCEPTED, body, end);
        }
        end = put(END, body, end);
        return Buffer.buffer(end).appendBytes(body, 0, end);
    }

    private static Buffer written(List<ReportResult> results, @Nullable String stop) {
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            for (ReportResult result : results) {
                out.writeStartObject();
                out.writeNumberField("sequence", result.sequence());
                out.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
                if (result.message() != null) {
                    out.writeStringField("message", result.message());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            JsonText.optionalText(out, "stop", stop);
            out.writeEndObject();
        });
    }

    private static int put(byte[] part, byte[] body, int at) {
        System.arraycopy(part, 0, body, at, part.length);
        return at + part.length;
    }

    /** @param number 0 or more */
    private static int putNumber(long number, byte[] body, int at) {
        int end = at + 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            end++;
        }
        long rest = number;
        for (int i = end - 1; i >= at; i--) {
            body[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
