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
                    .hasValue(new Exit(137, Instant.parse("2023-11-14T22:13:20.123Z"), -1));
            assertThat(Exit.read(file("code=0 ended=1700000000123 uptime=4711\n")))
                    .hasValue(new Exit(0, Instant.parse("2023-11-14T22:13:20.123Z"), 4711));
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
                    .hasValueSatisfying(
                            read -> assertThat(read.patience(Instant.now())).isGreaterThan(Duration.ofDays(300)));
        }

        @Test
        void shouldBeTheCauseOfWhatCameAfterIt() {
            Kill kill = new Kill(Cause.KILLED, Instant.ofEpochMilli(1000), Duration.ZERO, -1);

            assertThat(kill.caused(exit(999, -1))).isFalse();
            assertThat(kill.caused(exit(1000, 5))).isTrue();
            assertThat(kill.caused(exit(1001, -1))).isTrue();
        }

        @Test
        void shouldNotMindThatTheClockIsSetInBetween() {
            Kill kill = new Kill(Cause.TIMED_OUT, Instant.ofEpochMilli(1000), Duration.ZERO, 50);

            assertThat(kill.caused(exit(3, 51))).as("set back").isTrue();
            assertThat(kill.caused(exit(9000, 49))).as("set forward").isFalse();
            assertThat(kill.caused(exit(999, 50))).as("in the same moment").isFalse();
            assertThat(kill.caused(exit(1000, 50))).as("in the same moment").isTrue();
        }

        @Test
        void shouldNeverHaveMorePatienceThanItsGracePeriod() {
            Kill kill = new Kill(Cause.KILLED, Instant.ofEpochMilli(10_000), Duration.ofSeconds(8), -1);

            assertThat(kill.patience(Instant.ofEpochMilli(13_000))).isEqualTo(Duration.ofSeconds(5));
            assertThat(kill.patience(Instant.ofEpochMilli(90_000))).isEqualTo(Duration.ZERO);
            assertThat(kill.patience(Instant.EPOCH)).as("set back").isEqualTo(Duration.ofSeconds(8));
        }

        private static Exit exit(long millis, long uptime) {
            return new Exit(143, Instant.ofEpochMilli(millis), uptime);
        }
    }

    @Nested
    class OfTheProcess {

        @Test
        void shouldBeRead() throws IOException {
            assertThat(Supervisor.read(file("pid=42 started=1700000000123 boot=b-1 ticks=77 uptime=78\n")))
                    .hasValue(new Supervisor(42, Instant.ofEpochMilli(1700000000123L), "b-1", 77, 78));
        }

        @Test
        void shouldBeReadWhereThereIsNoProc() throws IOException {
            assertThat(Supervisor.read(file("pid=42 started=1700000000123 boot= ticks=\n")))
                    .hasValue(new Supervisor(42, Instant.ofEpochMilli(1700000000123L), "", -1, -1));
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
