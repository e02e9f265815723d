package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spi/README.md}, done as it says. */
class TunerReadmeIT {

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    @Test
    void shouldLeadToATunerThatRuns() throws IOException {
        // given
        workplace = new Workplace(folder);
        ReadmeProject readme = ReadmeProject.of(Path.of("..", "spi", "README.md"));
        Path project = Files.createDirectories(folder.toRealPath().resolve("climber"));
        readme.writeTo(project);
        UserShell shell = new UserShell(folder.toRealPath().resolve("user"), workplace.trialogHome());

        // when: build, test, install
        String printed = shell.run(project, readme.only("sh"));

        // then
        assertThat(printed)
                .containsPattern("Tests run: [1-9]\\d+, Failures: 0, Errors: 0")
                .contains("BUILD SUCCESS", "Climber (tuner, climber 1.0.0)", "how likely each parameter is drawn anew");

        // and when
        Path yaml = workplace
                .experiments()
                .python("maxTrialNumber: 8\nseed: 1\n" + readme.only("yaml"), "trialog.report_final_result(number)");
        workplace.run(yaml).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.configurations()).hasSize(8);
        assertThat(log.trialEnds()).hasSize(8).containsOnly("SUCCEEDED");
    }
}
