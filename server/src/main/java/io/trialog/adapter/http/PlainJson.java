package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.JsonShown;
import io.trialog.engine.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads bodies whose inside is the clients' own: maps, lists, text, truth values, whole numbers and doubles. */
final class PlainJson {

    private PlainJson() {}

    /**
     * The object that a body is.
     *
     * @throws RequestRefused when it is not JSON, or not one object
     */
    static Map<String, @Nullable Object> object(byte[] body) {
        try (JsonParser in = JsonText.FACTORY.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                String shown = in.currentToken() == null ? "no body" : JsonShown.current(in);
                throw refused(ErrorDetail.of("", shown + " (expected: an object)"));
            }
            Map<String, @Nullable Object> object = map(in);
            if (in.nextToken() != null) {
                throw refused(ErrorDetail.of("", "something after the end of the object (expected: nothing)"));
            }
            return object;
        } catch (IOException e) {
            throw refused(ErrorDetail.of(e));
        }
    }

    private static RequestRefused refused(ErrorDetail problem) {
        return new RequestRefused(new ApiError(ErrorCode.REQUEST_MALFORMED, problem.toString(), List.of(problem)));
    }

    private static Map<String, @Nullable Object> map(JsonParser in) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            map.put(name, value(in));
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonParser in) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return list;
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> map(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) in.getBigIntegerValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            default -> null;
        };
    }
}
