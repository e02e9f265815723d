package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What the commands of attempts print, where that lies on this machine. Worker threads read it. */
final class OutputRoutes {

    private static final List<String> STREAMS = List.of("stdout", "stderr");
    private static final long USUAL_BYTES = 1 << 16;
    private static final long MIN_BYTES = 1 << 8;
    private static final long MAX_BYTES = 1 << 20;
    private static final long END = -1;

    private final Lookup lookup;
    private final Function<AttemptKey, Path> directories;

    OutputRoutes(Lookup lookup, Function<AttemptKey, Path> directories) {
        this.lookup = lookup;
        this.directories = directories;
    }

    /** A part of what an attempt printed; {@code from} is {@link #END} for the end of it. */
    private record Wanted(AttemptKey key, Path directory, String stream, long from, int limit) {

        Path file() {
            return directory.resolve(stream);
        }

        /** @throws RequestRefused when there is none */
        OutputPart read() throws IOException {
            // neither is a link, which a trial could make to anything, nor a pipe, which would keep who reads it
            // waiting
            boolean isThere = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS);
            if (!isThere) {
                throw missing();
            }
            try {
                return from == END ? OutputPart.last(file(), limit) : OutputPart.from(file(), from, limit);
            } catch (NoSuchFileException e) {
                throw missing();
            }
        }

        private RequestRefused missing() {
            return new RequestRefused(
                    ErrorCode.OUTPUT_UNKNOWN,
                    "there is no " + stream + " of attempt " + key + " on this machine (expected: a file " + file()
                            + ", written when the attempt starts here)");
        }
    }

    void ofTrial(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        TrialRow trial = lookup.trial(context);
        QueryNumbers query = new QueryNumbers(context.queryParams());
        String stream =
                context.queryParams().contains("stream") ? context.queryParams().get("stream") : STREAMS.get(0);
        if (!STREAMS.contains(stream)) {
            query.problem("stream", Shown.quoted(stream) + " (expected: stdout or stderr)");
        }
        long attempt = attempt(trial, query);
        long from = query.has("from") ? query.number("from", 0, 0, Long.MAX_VALUE) : END;
        long limit = query.number("limit", USUAL_BYTES, MIN_BYTES, MAX_BYTES);
        query.requireNone();
        if (attempt == 0) {
            throw new RequestRefused(
                    ErrorCode.OUTPUT_UNKNOWN,
                    "trial " + experiment + "-" + trial.number() + " has no output: it has not been started yet");
        }
        AttemptKey key = new AttemptKey(experiment.value(), trial.number(), Math.toIntExact(attempt));
        Wanted wanted = new Wanted(key, directories.apply(key), stream, from, Math.toIntExact(limit));
        LongAnswer.once(context, Answers.JSON, () -> json(wanted, wanted.read()));
    }

    /** The newest unless another is named; 0 before the first. */
    private static long attempt(TrialRow trial, QueryNumbers query) {
        if (!query.has("attempt")) {
            return trial.attempt();
        }
        long attempt = query.number("attempt", 0, 1, Long.MAX_VALUE);
        if (attempt > trial.attempt()) {
            query.problem(
                    "attempt", attempt + " (expected: an attempt of the trial, which has had " + trial.attempt() + ")");
        }
        return attempt;
    }

    private static Buffer json(Wanted wanted, OutputPart part) {
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeNumberField("attempt", wanted.key().attempt());
            out.writeStringField("stream", wanted.stream());
            out.writeStringField("path", wanted.file().toString());
            out.writeNumberField("size", part.size());
            out.writeNumberField("from", part.from());
            out.writeNumberField("next", part.next());
            out.writeStringField("text", part.text());
            out.writeEndObject();
        });
    }
}
