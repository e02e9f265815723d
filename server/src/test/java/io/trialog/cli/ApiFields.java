package io.trialog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The fields that the description of the REST API promises. */
final class ApiFields {

    private static final String DESCRIPTION = "/io/trialog/adapter/http/openapi.yaml";

    private ApiFields() {}

    /** The required fields of a schema, in order; the caller may change the list. */
    static List<String> required(String schema) throws IOException {
        try (InputStream in = Objects.requireNonNull(ApiFields.class.getResourceAsStream(DESCRIPTION))) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            List<String> fields = new ArrayList<>();
            for (Object field : (List<?>) child(root, "components", "schemas", schema, "required")) {
                fields.add((String) field);
            }
            return fields;
        }
    }

    private static Object child(Object node, String... path) {
        Object current = node;
        for (String key : path) {
            current = Objects.requireNonNull(((Map<?, ?>) current).get(key), key);
        }
        return current;
    }
}
