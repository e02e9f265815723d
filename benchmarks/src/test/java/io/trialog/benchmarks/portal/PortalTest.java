package io.trialog.benchmarks.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trialog.benchmarks.ScratchDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * The whole harness at its smallest, so that it cannot rot: Chromium, the jar, a few trials. Says nothing about times. Skipped
 * without Chromium or the jar, unless the environment says {@code CI=true}.
 */
class PortalTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldFillAnExperimentAndTimeWhatPeopleDo() throws Exception {
        // given
        Stream.of(
                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")),
                        ROOT.resolve("server/target/trialog.jar"),
                        ROOT.resolve("web/node_modules/playwright-core"))
                .filter(Files::notExists)
                .forEach(PortalTest::skip);
        Path target = ScratchDirectory.target();

        // when
        Process process = new ProcessBuilder(
                        "node",
                        "portal/portal.mjs",
                        "--trials",
                        "60",
                        "--reports",
                        "5",
                        "--rounds",
                        "1",
                        "--target",
                        target.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("60 trials")
                .containsPattern("overview: first useful paint: \\d+ ms")
                .containsPattern("table: sort by Value: \\d+ ms")
                .containsPattern("chart: Timeline: \\d+ ms")
                .containsPattern("slider: a step of 5 % \\(trials\\): \\d+ ms");
        assertThat(Files.readString(target.resolve("portal.json"))).contains("\"trials\": 60");
    }

    private static void skip(Path missing) {
        if ("true".equals(System.getenv("CI"))) {
            fail("there is no " + missing);
        }
        abort("there is no " + missing);
    }
}
