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

/** Whether a process is known again, and no other is mistaken for it. */
class SupervisorTest {

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
        Supervisor supervisor = new Supervisor(process.pid(), Instant.now(), bootId(), startTicks());
        assertThat(supervisor.isAlive()).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(supervisor.isAlive()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotBeTakenForALaterProcessOfTheSameNumber() throws IOException {
        Supervisor earlier = new Supervisor(process.pid(), Instant.now(), bootId(), startTicks() - 1);
        Supervisor beforeTheReboot = new Supervisor(process.pid(), Instant.now(), "another-boot", startTicks());

        assertThat(earlier.isAlive()).isFalse();
        assertThat(beforeTheReboot.isAlive()).isFalse();
        assertThat(ProcessTable.now().treeOf(beforeTheReboot, Set.of())).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowItsAgeWhateverTheTimeOfDayWas() throws IOException {
        for (Duration shift : List.of(Duration.ofDays(-1), Duration.ZERO, Duration.ofDays(1))) {
            Supervisor supervisor = new Supervisor(process.pid(), Instant.now().plus(shift), bootId(), startTicks());
            assertThat(supervisor.age()).isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
        }
        long half = startTicks() / 2; // of the time that the machine has been up, in hundredths of a second
        Supervisor older = new Supervisor(process.pid(), Instant.now(), bootId(), startTicks() - half);
        Duration age = Duration.ofMillis(10 * half);
        assertThat(older.age()).isBetween(age.minusSeconds(1), age.plusMinutes(1));
    }

    @Test
    void shouldTellItsAgeByTheTimeOfDayWhereThereIsNothingElse() {
        Supervisor supervisor = new Supervisor(process.pid(), Instant.now().minusSeconds(100), "", -1);
        assertThat(supervisor.age()).isBetween(Duration.ofSeconds(99), Duration.ofSeconds(160));
    }

    @Test
    void shouldBeKnownByItsStartWhereThereIsNoProc() {
        Instant start = process.info().startInstant().orElseThrow();

        assertThat(new Supervisor(process.pid(), start.plusSeconds(1), "", -1).isAlive())
                .isTrue();
        assertThat(new Supervisor(process.pid(), start.minus(Duration.ofMinutes(1)), "", -1).isAlive())
                .isFalse();
    }

    private long startTicks() {
        return ProcStat.of(process.pid()).orElseThrow().startTicks();
    }

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
