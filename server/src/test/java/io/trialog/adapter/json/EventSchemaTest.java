package io.trialog.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSchemaTest {

    private static final Path COMMITTED =
            Path.of("src", "test", "resources", "io", "trialog", "adapter", "json", "event-schema.json");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonNode BEFORE = schema("{'a.b':{'v':2,'data':{'x':'long','y':'int?'}}}", "['UP','DOWN']");

    @Test
    void shouldMatchTheCommittedSchema() throws IOException {
        // given
        JsonNode before = MAPPER.readTree(COMMITTED.toFile());
        JsonNode now = EventSchema.of(EventTypes.all());

        // then
        assertThat(EventSchema.breaks(before, now))
                .as("changes that old logs do not survive; -Dupdate-schema does not accept them either (ADR 2)")
                .isEmpty();
        if (System.getProperty("update-schema") != null) {
            Files.writeString(COMMITTED, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(now) + "\n");
            return;
        }
        assertThat(now)
                .as("the events changed in a way that old logs survive; accept it with"
                        + " mvn -pl server -am test -Dtest=EventSchemaTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dupdate-schema, and commit " + COMMITTED.getFileName() + " with a golden line")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                              | a.b: removed or renamed (expected: kept for ever, its reader at least)
                    {'a.b':{'v':1,'data':{'x':'long','y':'int?'}}}  | a.b: version 1 (expected: 2 or higher)
                    {'a.b':{'v':2,'data':{'x':'long'}}}             | a.b.y: removed or renamed (expected: int?, or a higher version and an upcaster)
                    {'a.b':{'v':2,'data':{'x':'int','y':'int?'}}}   | a.b.x: int (expected: long, or a higher version and an upcaster)
                    {'a.b':{'v':2,'data':{'x':'long?','y':'int?'}}} | a.b.x: long? (expected: long, or a higher version and an upcaster)
                    {'a.b':{'v':2,'data':{'x':'long','y':'int?','z':'int'}}} | a.b.z: new and always there (expected: @Nullable, or a higher version and an upcaster)
                    """)
    void shouldFindWhatOldLogsDoNotSurvive(String after, String expected) throws IOException {
        assertThat(EventSchema.breaks(BEFORE, schema(after, "['UP','DOWN']"))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'a.b':{'v':2,'data':{'x':'long','y':'int?'}}}
                    {'a.b':{'v':2,'data':{'x':'long','y':'int?','z':'int?'}}}
                    {'a.b':{'v':2,'data':{'y':'int?','x':'long'}}}
                    {'a.b':{'v':3,'data':{'q':'Other'}}}
                    {'a.b':{'v':2,'data':{'x':'long','y':'int?'}},'a.c':{'v':1,'data':{}}}
                    """)
    void shouldAcceptWhatOldLogsSurvive(String after) throws IOException {
        assertThat(EventSchema.breaks(BEFORE, schema(after, "['UP','SIDE','DOWN']")))
                .isEmpty();
    }

    @Test
    void shouldFindARemovedConstant() throws IOException {
        assertThat(EventSchema.breaks(
                        BEFORE, schema("{'a.b':{'v':2,'data':{'x':'long','y':'int?'}}}", "['UP','SIDE']")))
                .containsExactly("Way.DOWN: removed or renamed (expected: kept for ever)");
    }

    private static JsonNode schema(String types, String constants) {
        try {
            return MAPPER.readTree(("{'types':" + types + ",'enums':{'Way':" + constants + "}}").replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
