package io.trialog.adapter.rocksdb;

import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.SampleEvents;
import io.trialog.fixtures.Seed;
import io.trialog.port.EventLogException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedEventLogTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private final List<RecordedEvent> seen = new ArrayList<>();

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("log");
    }

    /** One look for what is new. */
    private long look(FollowedEventLog log) {
        log.read(seen.size() + 1L, seen::add);
        return seen.size();
    }

    @Test
    void shouldSeeWhatIsAppendedAtTheNextLook() {
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC);
                FollowedEventLog log = FollowedEventLog.open(folder)) {
            assertThat(look(log)).isZero();
            for (int batch = 0; batch < 20; batch++) {
                writer.append(metrics(batch * 3L + 1, batch * 3L + 3));

                assertThat(look(log)).isEqualTo(batch * 3L + 3);
                assertThat(log.lastPosition()).isEqualTo(batch * 3L + 3);
            }
            assertThat(seen).isEqualTo(metrics(1, 60));
            assertThat(log.at(17)).contains(SampleEvents.metric(17));
            assertThat(log.at(61)).isEmpty();
        }
    }

    @Test
    void shouldGoOnAfterTheWriterEndedAndCameBack() {
        RocksEventLog.open(folder, Durability.SYNC).close();
        try (FollowedEventLog log = FollowedEventLog.open(folder)) {
            for (int server = 0; server < 5; server++) {
                try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC)) {
                    writer.append(metrics(server * 10L + 1, server * 10L + 5));
                    assertThat(look(log)).isEqualTo(server * 10L + 5);
                    writer.append(metrics(server * 10L + 6, server * 10L + 10));
                }
                assertThat(look(log)).isEqualTo(server * 10L + 10);
            }
            assertThat(seen).isEqualTo(metrics(1, 50));
        }
    }

    /** Large enough that the writer moves events from memory to tables and merges those, again and again. */
    @Test
    void shouldSkipAndRepeatNothingWhileTheWriterReplacesItsFiles() {
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.OS);
                FollowedEventLog log = FollowedEventLog.open(folder)) {
            for (int position = 1; position <= 400; position++) {
                writer.append(List.of(large(position)));
                if (position % 3 == 0) {
                    log.read(seen.size() + 1L, event -> {
                        assertThat(event).isEqualTo(large(seen.size() + 1L));
                        return seen.add(SampleEvents.metric(event.position()));
                    });
                }
            }
            await().until(() -> {
                log.read(seen.size() + 1L, event -> seen.add(SampleEvents.metric(event.position())));
                return seen.size() == 400;
            });
            assertThat(seen).isEqualTo(metrics(1, 400));
        }
    }

    @Test
    void shouldFollowServersThatAreKilled() throws IOException, InterruptedException {
        // given
        Random random = Seed.random(getClass());
        RocksEventLog.open(folder, Durability.SYNC).close();
        long acknowledged = 0;
        try (FollowedEventLog log = FollowedEventLog.open(folder)) {
            for (int server = 0; server < 3; server++) {
                Process process = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AppendingProcess.class.getName(),
                                folder.toString(),
                                "SYNC",
                                Long.toString(random.nextLong()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (BufferedReader lines = process.inputReader()) {
                    for (int left = 100 + random.nextInt(100); left > 0; left--) {
                        acknowledged = Long.parseLong(lines.readLine());

                        // then: what was acknowledged is seen
                        assertThat(look(log)).isGreaterThanOrEqualTo(acknowledged);
                    }
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }

            // then: nothing was skipped, repeated or taken back
            look(log);
            try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC)) {
                assertThat(writer.lastPosition()).isEqualTo(seen.size());
            }
            assertThat(seen).isEqualTo(metrics(1, seen.size()));
        }
    }

    @Test
    void shouldLetTheVisitorStopAndGoOn() {
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC);
                FollowedEventLog log = FollowedEventLog.open(folder)) {
            writer.append(metrics(1, 9));

            log.read(1, event -> seen.add(event) && event.position() < 4);
            assertThat(seen).isEqualTo(metrics(1, 4));
            assertThat(look(log)).isEqualTo(9);
        }
    }

    @Test
    void shouldWriteNothingWhereTheWriterDoes() {
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC)) {
            writer.append(metrics(1, 9));
            String[] before = folder.toFile().list();

            try (FollowedEventLog log = FollowedEventLog.open(folder)) {
                look(log);
                assertThat(folder.toFile().list()).containsExactlyInAnyOrder(before);
            }
            writer.append(metrics(10, 12));
            assertThat(writer.verify()).isEqualTo(12);
        }
    }

    @Test
    void shouldRefuseWhatIsNoLogAndWhatIsNoReading() {
        assertThatThrownBy(() -> FollowedEventLog.open(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage("event log " + folder + ": not there (expected: the log of a server)");
        RocksEventLog.open(folder, Durability.SYNC).close();
        FollowedEventLog log = FollowedEventLog.open(folder);
        assertThatThrownBy(() -> log.append(metrics(1, 1))).isInstanceOf(IllegalStateException.class);
        log.close();
        assertThatThrownBy(() -> look(log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event log: closed (expected: open)");
    }

    @Test
    void shouldComplainOfAGapThatLasts() throws Exception {
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.SYNC)) {
            writer.append(metrics(1, 4));
            writer.append(metrics(5, 5));
            writer.append(metrics(6, 9));
        }
        try (Store store = Store.open(folder)) {
            store.db().delete(store.events(), Positions.key(5));
        }
        try (FollowedEventLog log = FollowedEventLog.open(folder)) {
            assertThat(look(log)).isEqualTo(4);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(() -> look(log))
                            .isInstanceOf(EventLogException.class)
                            .hasMessage("event log " + folder
                                    + ": cannot follow: event 5: missing (expected: positions up to 9 without gap)"));
            assertThat(seen).isEqualTo(metrics(1, 4));
        }
    }

    private static RecordedEvent large(long position) {
        RecordedEvent small = SampleEvents.metric(position);
        MetricReported metric = (MetricReported) small.event();
        String text =
                Long.toString(position).repeat(200_000 / Long.toString(position).length());
        return new RecordedEvent(position, small.at(), text, metric);
    }
}
