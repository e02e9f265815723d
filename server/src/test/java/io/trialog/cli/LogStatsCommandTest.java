package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.json.EventCodec;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.DataFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStatsCommandTest {

    @Test
    void shouldCountWhatIsInTheLog(@TempDir Path data) throws IOException {
        // given
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        CommandLineFixture trialog = CommandLineFixture.onDisk();

        // when
        int exitCode = trialog.execute("log", "stats", "--data", data.toString());

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        long size = FolderSize.of(data.resolve("log"));
        long bytes = DataFolders.corpus("0.1.0-digits").stream()
                .mapToLong(event -> new EventCodec().encode(event).length)
                .sum();
        assertThat(size).isGreaterThan(10_000);
        assertThat(trialog.out())
                .startsWith("""
                        events      437, the last at position 437
                        recorded    2026-11-24 02:58:35 to 2026-11-24 02:59:""")
                .contains("events/s, over the minute from 2026-11-24 02:58:35\n")
                .contains("""
                        experiments 1, with 24 trials
                        servers     started 2 times
                        size        %s on disk, %s of events

                        """.formatted(ByteText.of(size), ByteText.of(bytes)))
                .containsPattern("\ntype +events +share +bytes +share\nmetric.reported +264 +60.4 % +")
                .containsPattern("\nexperiment.created +1 +0.2 % +");
        assertThat(trialog.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldPrintJson() throws IOException {
        CommandLineFixture trialog = new CommandLineFixture();
        trialog.story.happens(new ServerStarted("1", 1)).completed("first001").after(Duration.ofMinutes(5));
        trialog.story.happens(new ServerStarted("1", 2));

        trialog.execute("log", "stats", "--json");

        JsonNode json = new ObjectMapper().readTree(trialog.out());
        long events = trialog.story.log().lastPosition();
        assertThat(json.path("events").asLong()).isEqualTo(events);
        assertThat(json.path("lastPosition").asLong()).isEqualTo(events);
        assertThat(json.path("firstAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(json.path("lastAt").asText()).isEqualTo("2026-11-24T10:05:04Z");
        assertThat(json.path("busiestMinuteFrom").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(json.path("busiestMinuteEventsPerSecond").asDouble()).isEqualTo((events - 1) / 60.0);
        assertThat(json.path("serversStarted").asInt()).isEqualTo(2);
        assertThat(json.path("trials").asInt()).isEqualTo(4);
        assertThat(json.path("types").path("trial.ended").path("events").asInt())
                .isEqualTo(4);
        assertThat(json.path("bytesOfEvents").asLong())
                .isEqualTo(json.path("types").findValues("bytes").stream()
                        .mapToLong(JsonNode::asLong)
                        .sum());
    }

    @Test
    void shouldCountNothingInAnEmptyLog() {
        CommandLineFixture trialog = new CommandLineFixture();

        assertThat(trialog.execute("log", "stats")).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .isEqualTo("events      0\nexperiments 0, with 0 trials\nservers     started 0 times\n"
                        + "size        0 B on disk, 0 B of events\n");
    }

    @Test
    void shouldFindTheBusiestMinuteWhereverItBegins() {
        BusiestMinute busiest = new BusiestMinute();
        Instant begin = Instant.parse("2026-11-24T10:00:50Z");
        for (int second : new int[] {0, 100, 130, 131, 131, 159, 160, 161, 300}) {
            busiest.take(begin.plusSeconds(second));
        }

        assertThat(busiest.events()).isEqualTo(6); // 130 to 161; 100 is 60 s before 160
        assertThat(busiest.begin()).isEqualTo(begin.plusSeconds(130));
    }

    @Test
    void shouldTakeAClockThatWasSetBackAsOneThatStoodStill() {
        BusiestMinute busiest = new BusiestMinute();
        busiest.take(Instant.parse("2026-11-24T10:00:50Z"));
        busiest.take(Instant.parse("2026-11-24T09:00:00Z"));

        assertThat(busiest.events()).isEqualTo(2);
    }
}
