package io.trialog.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.spi.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchSpaceTest {

    private static final String NETWORK = """
            [{"name": "opt", "type": "cat", "choices": ["sgd", "adam"], "cond": null},
             {"name": "momentum", "type": "float", "low": 0, "high": 1, "cond": {"param": "opt", "in": ["sgd"]}},
             {"name": "nesterov", "type": "cat", "choices": [true, false], "cond": {"param": "opt", "in": ["sgd"]}},
             {"name": "decay", "type": "float", "low": 1e-6, "high": 0.1, "log": true,
              "cond": {"param": "nesterov", "in": [true]}},
             {"name": "layers", "type": "int", "low": 1, "high": 3},
             {"name": "units2", "type": "int", "low": 16, "high": 512, "log": true,
              "cond": {"param": "layers", "in": [2, 3]}}]
            """;

    @Test
    void shouldGiveActiveParametersOnlyWithinTheirRanges() {
        BenchSpace space = read(NETWORK);
        SplittableRandom random = new SplittableRandom(7);

        for (int i = 0; i < 200; i++) {
            JsonNode params = space.params(space.searchSpace().sample(random));

            List<String> expected = new ArrayList<>(List.of("opt", "layers"));
            if (params.path("opt").asText().equals("sgd")) {
                expected.addAll(List.of("momentum", "nesterov"));
                if (params.path("nesterov").asBoolean()) {
                    expected.add("decay");
                    assertThat(params.path("decay").asDouble()).isBetween(1e-6, 0.1);
                }
            }
            if (params.path("layers").asInt() > 1) {
                expected.add("units2");
                assertThat(params.path("units2").isIntegralNumber()).isTrue();
                assertThat(params.path("units2").asInt()).isBetween(16, 512);
            }
            assertThat(params.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void shouldReadBackWhatItGave() {
        BenchSpace space = read(NETWORK);
        SplittableRandom random = new SplittableRandom(8);

        for (int i = 0; i < 100; i++) {
            Configuration configuration = space.searchSpace().sample(random);
            Configuration back = space.configuration(space.params(configuration));

            assertThat(space.searchSpace().check(back)).isEmpty();
            assertThat(space.params(back)).isEqualTo(space.params(configuration));
        }
    }

    @Test
    void shouldKeepTheFormOfCategories() {
        BenchSpace space =
                read("[{\"name\": \"c\", \"type\": \"cat\", \"choices\": [1.0, \"1\", true, null, [1, 2]]}]");
        List<String> values = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(9);

        for (int i = 0; i < 100; i++) {
            values.add(space.params(space.searchSpace().sample(random)).get("c").toString());
        }

        assertThat(values).contains("1.0", "\"1\"", "true", "null", "[1,2]");
    }

    @Test
    void shouldTakeRangesOfOneValue() {
        BenchSpace space = read("[{\"name\": \"i\", \"type\": \"int\", \"low\": 4, \"high\": 4, \"log\": true},"
                + "{\"name\": \"f\", \"type\": \"float\", \"low\": 0.5, \"high\": 0.5}]");

        JsonNode params = space.params(space.searchSpace().sample(new SplittableRandom(1)));

        assertThat(params).hasToString("{\"i\":4,\"f\":0.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'float', 'low': 0, 'high': 1}|space[0].name",
                "{'name': 'x', 'type': 'real'}|space[0].type: \"real\" (expected: float, int or cat)",
                "{'name': 'x', 'type': 'float', 'low': 1, 'high': 0}|expected: low <= high",
                "{'name': 'x', 'type': 'float', 'low': 0, 'high': 1, 'log': true}|space[0].low: 0.0 (expected: > 0 with log)",
                "{'name': 'x', 'type': 'int', 'low': 0.5, 'high': 1}|expected: whole numbers",
                "{'name': 'x', 'type': 'int', 'low': 0}|space[0].high",
                "{'name': 'x', 'type': 'cat', 'choices': []}|space[0].choices: [] (expected: a list with at least one value)",
                "{'name': 'x', 'type': 'cat', 'choises': [1]}|space[0].choises: unknown key",
                "{'name': 'x', 'type': 'cat', 'choices': [1], 'cond': {'param': 'y', 'in': [1]}}|space[0].cond.param: y",
            })
    void shouldSayWhatIsWrong(String parameter, String problem) {
        assertThatThrownBy(() -> read("[" + parameter.replace('\'', '"') + "]")).hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseConditionsThatCannotHold() {
        assertThatThrownBy(
                        () -> read(
                                "[{\"name\": \"a\", \"type\": \"cat\", \"choices\": [1, 2]},"
                                        + "{\"name\": \"b\", \"type\": \"float\", \"low\": 0, \"high\": 1},"
                                        + "{\"name\": \"c\", \"type\": \"int\", \"low\": 0, \"high\": 9, \"cond\": {\"param\": \"a\", \"in\": [3]}},"
                                        + "{\"name\": \"d\", \"type\": \"int\", \"low\": 0, \"high\": 9, \"cond\": {\"param\": \"b\", \"in\": [0.5]}}]"))
                .hasMessageContaining("space[2].cond.in: 3 (expected: a value of a)")
                .hasMessageContaining("space[3].cond.param: b (expected: categories");
    }

    private static BenchSpace read(String json) {
        try {
            return BenchSpace.read(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
