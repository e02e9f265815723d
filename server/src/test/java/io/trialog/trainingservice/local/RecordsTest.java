package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.training.AttemptOutcome.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three one-line files of an attempt: process, kill, exit. */
class RecordsTest {

    @TempDir
    private Path directory;

    @Nested
    class OfTheExit {

        @Test
        void shouldBeRead() throws IOException {
            assertThat(Exit.read(file("code=137 ended=1700000000123\n")))
                    .hasValue(new Exit(137, Instant.parse("2023-11-14T22:13:20.123Z")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "code=0", "code=0 ended=1700000000123", "code=0\n", "code=x ended=1\n", "\0\0\0\n"})
        void shouldNotBeBelievedUnlessComplete(String text) throws IOException {
            assertThat(Exit.read(file(text))).isEmpty();
        }

        @Test
        void shouldBeAbsentWithoutFile() throws IOException {
            assertThat(Exit.read(directory.resolve("none"))).isEmpty();
        }
    }

    @Nested
    class OfTheKill {

        @Test
        void shouldBeReadAsWritten() throws IOException {
            Kill kill = Kill.now(Cause.TIMED_OUT, Duration.ofMillis(1500));
            Path file = directory.resolve("kill");

            kill.write(file);

            assertThat(Kill.read(file)).hasValue(kill);
        }

        @Test
        void shouldBearAnEndlessGracePeriod() throws IOException {
            Kill kill = Kill.now(Cause.KILLED, Duration.ofSeconds(Long.MAX_VALUE));
            Path file = directory.resolve("kill");

            kill.write(file);

            assertThat(Kill.read(file))
                    .hasValueSatisfying(read ->
                            assertThat(read.forcedAt()).isAfter(Instant.now().plus(Duration.ofDays(300))));
        }

        @Test
        void shouldBeTheCauseOfWhatCameAfterIt() {
            Kill kill = new Kill(Cause.KILLED, Instant.ofEpochMilli(1000), Duration.ZERO);

            assertThat(kill.caused(Instant.ofEpochMilli(999))).isFalse();
            assertThat(kill.caused(Instant.ofEpochMilli(1000))).isTrue();
            assertThat(kill.caused(Instant.ofEpochMilli(1001))).isTrue();
        }
    }

    @Nested
    class OfTheProcess {

        @Test
        void shouldBeRead() throws IOException {
            assertThat(Supervisor.read(file("pid=42 started=1700000000123 boot=b-1 ticks=77\n")))
                    .hasValue(new Supervisor(42, Instant.ofEpochMilli(1700000000123L), "b-1", 77));
        }

        @Test
        void shouldBeReadWhereThereIsNoProc() throws IOException {
            assertThat(Supervisor.read(file("pid=42 started=1700000000123 boot= ticks=\n")))
                    .hasValue(new Supervisor(42, Instant.ofEpochMilli(1700000000123L), "", -1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "pid=42 started=1700000000123 boot=b-1 ticks=7", "pid= started=17 boot= ticks=\n"})
        void shouldNotBeBelievedUnlessComplete(String text) throws IOException {
            assertThat(Supervisor.read(file(text))).isEmpty();
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("record"), text);
    }
}
