package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations that are checked only. */
final class ConfigurationRoutes {

    private final ConfigurationParser configurations;

    ConfigurationRoutes(ConfigurationParser configurations) {
        this.configurations = configurations;
    }

    void check(RoutingContext context) {
        String text = new String(RequestBody.of(context), StandardCharsets.UTF_8);
        Path base = base(context);
        context.vertx()
                .executeBlocking(() -> configurations.parse(text, base), false)
                .map(ConfigurationRoutes::valid)
                .onSuccess(valid -> Answers.json(context, 200, out -> write(out, valid)))
                .onFailure(context::fail);
    }

    /** @throws RequestRefused with all problems */
    static ConfigurationParser.Valid valid(ConfigurationParser.Result result) {
        if (result instanceof ConfigurationParser.Invalid invalid) {
            refuse(invalid);
        }
        return (ConfigurationParser.Valid) result;
    }

    /** @throws RequestRefused with all problems */
    static void refuse(ConfigurationParser.Invalid invalid) {
        int count = invalid.problems().size();
        throw new RequestRefused(new ApiError(
                ErrorCode.CONFIG_INVALID,
                "the configuration has " + (count == 1 ? "a problem: " : count + " problems, the first: ")
                        + invalid.problems().get(0),
                invalid.problems()));
    }

    /** @throws RequestRefused when it is no absolute path */
    static @Nullable Path base(RoutingContext context) {
        String given = context.queryParams().get("base");
        try {
            if (given == null || Path.of(given).isAbsolute()) {
                return given == null ? null : Path.of(given);
            }
        } catch (InvalidPathException e) {
            // no path at all: refused like one that is not absolute
        }
        ErrorDetail problem = ErrorDetail.of(
                "base", Shown.quoted(given) + " (expected: an absolute directory of the server's machine)");
        throw new RequestRefused(new ApiError(ErrorCode.REQUEST_MALFORMED, problem.toString(), List.of(problem)));
    }

    private static void write(JsonGenerator out, ConfigurationParser.Valid valid) throws IOException {
        out.writeStartObject();
        out.writeFieldName("configuration");
        JsonText.object(out, valid.config().asMap());
        warnings(out, valid.warnings());
        out.writeEndObject();
    }

    /** The field {@code warnings} of an object. */
    static void warnings(JsonGenerator out, List<ErrorDetail> warnings) throws IOException {
        out.writeArrayFieldStart("warnings");
        for (ErrorDetail warning : warnings) {
            out.writeStartObject();
            out.writeStringField("path", warning.path());
            out.writeNumberField("line", warning.line());
            out.writeStringField("message", warning.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
