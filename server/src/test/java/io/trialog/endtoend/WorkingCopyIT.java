package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that run in a copy of their code: nobody who edits it changes the experiment. */
class WorkingCopyIT {

    private static final String SETTINGS = """
            maxTrialNumber: 2
            trialConcurrency: 1
            optimizeMode: maximize
            workingCopy: %s
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void setUp() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    /** Every trial reports what its code says, and the first waits for a gate. */
    private Path configuration(boolean copy) throws IOException {
        String place = experiments.folder().toString();
        Path written = experiments.python(SETTINGS.formatted(copy), """
                import value
                mark("%s/began")
                wait_for("%s/gate")
                trialog.report_final_result(value.VALUE)
                """.formatted(place, place));
        Files.writeString(experiments.folder().resolve("value.py"), "VALUE = 1\n");
        return written;
    }

    private void edit() throws IOException {
        Files.writeString(experiments.folder().resolve("value.py"), "VALUE = 2\nLONGER = 'than before'\n");
    }

    private Object[] values() {
        return workplace.log().events("trial.ended").stream()
                .map(event -> event.path("value").asDouble())
                .toArray();
    }

    @Test
    void shouldRunTheSameCodeToTheEndAndAfterAResume() throws IOException {
        // given
        Path configuration = configuration(true);
        Files.writeString(experiments.folder().resolve(".nniignore"), "*.bin\n");
        Files.writeString(experiments.folder().resolve("model.bin"), "large");
        TrialogProcess run = workplace.run(configuration);
        String id = run.experiment();
        experiments.awaitMark("began");

        // when
        edit();
        experiments.open("gate");
        run.ended().with(0);
        workplace.resume(id, "--max-trials", "3").ended().with(0);

        // then
        assertThat(values()).containsExactly(1.0, 1.0, 1.0);
        Path copy = workplace.data().resolve("experiments").resolve(id).resolve("code");
        assertThat(copy.resolve("value.py")).hasContent("VALUE = 1\n");
        assertThat(copy.resolve("model.bin")).doesNotExist();
    }

    @Test
    void shouldRunTheNewestCodeWithout() throws IOException {
        // given
        TrialogProcess run = workplace.run(configuration(false));
        experiments.awaitMark("began");

        // when
        edit();
        experiments.open("gate");
        run.ended().with(0);

        // then
        assertThat(values()).containsExactly(1.0, 2.0);
    }

    @Test
    void shouldStartNothingWhenThereIsTooMuchToCopy() throws IOException {
        // given
        Path configuration = configuration(true);
        Path many = Files.createDirectory(experiments.folder().resolve("venv"));
        for (int i = 0; i < 2001; i++) {
            Files.createFile(many.resolve("f" + i));
        }

        // when
        TrialogProcess.Ended ended = workplace.run(configuration).ended().with(2);

        // then
        assertThat(ended.err()).contains("workingCopy: ", "expected: at most 2000 files", "venv/ (2001 files");
        assertThat(experiments.starts()).isEmpty();
    }
}
