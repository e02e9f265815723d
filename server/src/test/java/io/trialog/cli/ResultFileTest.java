package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final SearchSpace SPACE = SearchSpace.parse(Map.of(
            "lr", Map.of("_type", "loguniform", "_value", List.of(0.001, 0.1)),
            "size", Map.of("_type", "choice", "_value", List.of("64", "128")),
            "flag", Map.of("_type", "choice", "_value", List.of(true, false)),
            "value", Map.of("_type", "uniform", "_value", List.of(0, 1)),
            "layer",
                    Map.of(
                            "_type",
                            "choice",
                            "_value",
                            List.of(
                                    Map.of(
                                            "_name",
                                            "conv",
                                            "units",
                                            Map.of("_type", "choice", "_value", List.of(32, 64))),
                                    Map.of("_name", "dense")))));

    @TempDir
    private Path folder;

    @Test
    void shouldReadCsvAsTheSearchSpaceMeansIt() throws IOException {
        ResultFile file = read("""
                trialJobId,state,value,lr,size,flag,layer/_name,layer/units,parameter/value,reason
                x-0,SUCCEEDED,0.9,1e-2,64,true,conv,64,0.5,"a ""quoted"", long
                reason"
                x-1,FAILED,,0.02,128,false,dense,,0.25,
                """);

        assertThat(file.entries()).hasSize(2);
        assertThat(file.entries().get(0).value()).isEqualTo(0.9);
        assertThat(file.configurations().get(0))
                .isEqualTo(Map.of(
                        "lr",
                        0.01,
                        "size",
                        "64",
                        "flag",
                        true,
                        "layer",
                        Map.of("_name", "conv", "units", 64L),
                        "value",
                        0.5));
        assertThat(file.entries().get(1).isFailed()).isTrue();
        assertThat(file.configurations().get(1).get("layer")).isEqualTo(Map.of("_name", "dense"));
    }

    @Test
    void shouldReadWhatTrialsCouldSpend() throws IOException {
        assertThat(read("[{\"parameter\": {\"lr\": 0.01}, \"value\": 1, \"budget\": 9.0}]")
                        .entries()
                        .get(0)
                        .received())
                .isEqualTo(Map.of("lr", 0.01, "TRIAL_BUDGET", 9.0));
        assertThat(read("lr,reward,budget\n0.01,1,9.0\n").entries().get(0).received())
                .isEqualTo(Map.of("lr", 0.01, "TRIAL_BUDGET", 9.0));
        assertThat(read("lr,reward,TRIAL_BUDGET\n0.01,1,3\n").entries().get(0).received())
                .isEqualTo(Map.of("lr", 0.01, "TRIAL_BUDGET", 3));
        assertThat(read("lr,reward,budget\n0.01,1,\n").entries().get(0).received())
                .isEqualTo(Map.of("lr", 0.01));
    }

    @Test
    void shouldReadListsOfConfigurations() throws IOException {
        assertThat(read("[{\"lr\": 0.01}, {\"lr\": 0.02}]").configurations())
                .containsExactly(Map.of("lr", 0.01), Map.of("lr", 0.02));
        assertThat(read("{\"configurations\": [{\"lr\": 0.01}]}").configurations())
                .hasSize(1);
    }

    @Test
    void shouldSayWhatIsNoListOfResults() {
        assertThatThrownBy(() -> read("{\"lr\": 1}"))
                .hasMessageContaining("no list (expected: a JSON list of objects)");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("entry 0: no object");
        assertThatThrownBy(() -> read("[")).hasMessageContaining("not JSON: ");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty (expected: a line with the names of columns)");
        assertThatThrownBy(() -> ResultFile.read(folder.resolve("none"), SPACE)).hasMessageContaining("cannot read");
    }

    private ResultFile read(String text) throws IOException {
        return ResultFile.read(Files.writeString(folder.resolve("file"), text), SPACE);
    }
}
