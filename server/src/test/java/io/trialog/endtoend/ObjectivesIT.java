package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that optimizes a named number, in settings that most do not have. */
class ObjectivesIT {

    private static final String SETTINGS = """
            maxTrialNumber: 3
            objectives:
              - {metric: acc, mode: maximize}
            trialGpuNumber: 0
            durability: os
            logLevel: debug
            """;

    private static final String SCRIPT = """
            assert os.environ["CUDA_VISIBLE_DEVICES"] == ""
            trialog.report_intermediate_result({"acc": number / 2, "default": 100})
            trialog.report_final_result({"acc": number} if number else {"loss": 1, "default": 100})
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    @Test
    void shouldTakeTheNamedNumberForTheValue() {
        // given
        workplace = new Workplace(folder);

        // when
        TrialogProcess.Ended ended = workplace
                .run(workplace.experiments().python(SETTINGS, "import os\n" + SCRIPT))
                .ended()
                .with(0);

        // then
        assertThat(workplace.log().events("trial.ended"))
                .satisfiesExactly(
                        first -> assertThat(first.path("reason").asText())
                                .isEqualTo("exited without a usable final metric: value.acc: missing (reported: loss,"
                                        + " default)"),
                        second -> assertThat(second.path("value").asDouble()).isEqualTo(1),
                        third -> assertThat(third.path("value").asDouble()).isEqualTo(2));
        assertThat(ended.out()).contains("best configuration (trial 2, 2)");
        JsonNode created = workplace.log().events("experiment.created").get(0);
        assertThat(created.at("/configuration/objectives/0/metric").asText()).isEqualTo("acc");
        assertThat(created.at("/configuration/durability").asText()).isEqualTo("os");
        assertThat(folder).isDirectoryRecursivelyContaining("glob:**/server.log");
    }
}
