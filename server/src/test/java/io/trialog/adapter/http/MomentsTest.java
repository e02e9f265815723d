package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.Seed;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final List<Instant> times = new ArrayList<>();

    private void happens(Instant at) {
        times.add(at);
        log.append(List.of(new RecordedEvent(times.size(), at, "test", new ServerStarted("test", 1))));
    }

    private long read(String moment, long known) {
        QueryNumbers query = new QueryNumbers(MultiMap.caseInsensitiveMultiMap().add("asOf", moment));
        long position = new Moments(log).read(query, "asOf", known);
        query.requireNone();
        return position;
    }

    @Test
    void shouldFindTheLastEventUpToATime() {
        // given
        Random random = Seed.random(MomentsTest.class);
        Instant now = BEGIN;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(random.nextInt(3));
            happens(now);
        }
        // then
        for (Instant time = BEGIN.minusMillis(2); time.isBefore(now.plusMillis(2)); time = time.plusMillis(1)) {
            Instant moment = time;
            assertThat(read(time.toString(), 100))
                    .isEqualTo(times.stream().filter(at -> !at.isAfter(moment)).count());
        }
    }

    @Test
    void shouldTakePositionsAsTheyAre() {
        happens(BEGIN);
        assertThat(read("1", 9)).isEqualTo(1);
        assertThat(read("0", 9)).isZero();
    }

    @Test
    void shouldKnowNoMoreThanIsKnown() {
        happens(BEGIN);
        happens(BEGIN);
        assertThat(read("99", 1)).isEqualTo(1);
        assertThat(read("2030-01-01T00:00:00Z", 1)).isEqualTo(1);
        assertThat(new Moments(log).read(new QueryNumbers(MultiMap.caseInsensitiveMultiMap()), "asOf", 1))
                .isEqualTo(1);
    }

    @Test
    void shouldBeZeroInAnEmptyLog() {
        assertThat(read("2026-11-24T10:00:00Z", 0)).isZero();
    }

    @Test
    void shouldRefuseWhatIsNoMoment() {
        for (String text : List.of("", "-1", "yesterday", "2026-11-24", "1e3")) {
            assertThatThrownBy(() -> read(text, 1))
                    .isInstanceOf(RequestRefused.class)
                    .hasMessageContaining("a position of the log, a whole number >= 0, or a time such as");
        }
    }
}
