package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whether a process is known again, and no other is mistaken for it. */
class SupervisorTest {

    @TempDir
    private Path directory;

    private Process process;

    @BeforeEach
    void startSomething() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldBeAliveUntilItsProcessEnds() throws IOException, InterruptedException {
        Supervisor supervisor = new Supervisor(process.pid(), Instant.now(), bootId(), startTicks(), -1);
        assertThat(supervisor.isAlive()).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(supervisor.isAlive()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotBeTakenForALaterProcessOfTheSameNumber() throws IOException {
        Supervisor earlier = new Supervisor(process.pid(), Instant.now(), bootId(), startTicks() - 1, -1);
        Supervisor beforeTheReboot = new Supervisor(process.pid(), Instant.now(), "another-boot", startTicks(), -1);

        assertThat(earlier.isAlive()).isFalse();
        assertThat(beforeTheReboot.isAlive()).isFalse();
        assertThat(ProcessTable.now().treeOf(beforeTheReboot, Set.of())).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowItsAgeWhateverTheTimeOfDayWasAndTheServersOwnStart() throws IOException {
        long claimed = Uptime.now() - 12_345;
        for (Duration shift : List.of(Duration.ofDays(-1), Duration.ZERO, Duration.ofDays(1))) {
            Supervisor supervisor =
                    new Supervisor(process.pid(), Instant.now().plus(shift), bootId(), startTicks(), claimed);
            assertAgeIsSince(claimed, supervisor);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellItsAgeByItsStartWhereTheRecordIsOld() throws IOException {
        // given: a record without the uptime
        Path file = directory.resolve("process");
        Files.writeString(file, "pid=%d started=0 boot=%s ticks=%d\n".formatted(process.pid(), bootId(), startTicks()));

        // when, then
        assertAgeIsSince(startTicks(), Supervisor.read(file).orElseThrow());
    }

    @Test
    void shouldTellItsAgeByTheTimeOfDayWhereThereIsNothingElse() {
        Supervisor supervisor = new Supervisor(process.pid(), Instant.now().minusSeconds(100), "", -1, -1);
        assertThat(supervisor.age()).isBetween(Duration.ofSeconds(99), Duration.ofSeconds(160));
    }

    @Test
    void shouldBeKnownByItsStartWhereThereIsNoProc() {
        Instant start = process.info().startInstant().orElseThrow();

        assertThat(new Supervisor(process.pid(), start.plusSeconds(1), "", -1, -1).isAlive())
                .isTrue();
        assertThat(new Supervisor(process.pid(), start.minus(Duration.ofMinutes(1)), "", -1, -1).isAlive())
                .isFalse();
    }

    private static void assertAgeIsSince(long uptime, Supervisor supervisor) {
        Duration least = Duration.ofMillis(10 * (Uptime.now() - uptime));
        Duration age = supervisor.age();
        assertThat(age).isBetween(least, Duration.ofMillis(10 * (Uptime.now() - uptime)));
    }

    private long startTicks() {
        return ProcStat.of(process.pid()).orElseThrow().startTicks();
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
