package io.trialog.projection.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemorySortedStore;
import io.trialog.fixtures.Seed;
import io.trialog.port.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SeriesFollowerTest {

    private final Reporting reporting = new Reporting();
    private final CountingLog log = new CountingLog();
    private final InMemorySortedStore store = new InMemorySortedStore();
    private final List<Long> written = new ArrayList<>();
    private boolean stopped;
    private final SeriesFollower follower =
            new SeriesFollower(log, new SeriesWriter(store), 0, () -> stopped, written::add);

    /** Counts events that are read. */
    private static final class CountingLog implements EventLog {

        private final InMemoryEventLog events = new InMemoryEventLog();
        private int read;

        @Override
        public void append(List<RecordedEvent> batch) {
            events.append(batch);
        }

        @Override
        public long lastPosition() {
            return events.lastPosition();
        }

        @Override
        public Optional<RecordedEvent> at(long position) {
            return events.at(position);
        }

        @Override
        public OptionalLong checksum(long position) {
            return events.checksum(position);
        }

        @Override
        public void read(long from, Predicate<RecordedEvent> visitor) {
            events.read(from, event -> {
                read++;
                return visitor.test(event);
            });
        }

        @Override
        public void close() {
            events.close();
        }
    }

    private List<RecordedEvent> anything(Random random, int count) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(reporting.anything(random));
        }
        log.append(events);
        return events;
    }

    private static RecentEvents.Taken taken(List<RecordedEvent> events) {
        RecentEvents recent = new RecentEvents();
        recent.add(events);
        return recent.take();
    }

    @Test
    void shouldReadOnlyWhatIsNotRecent() {
        // given
        Random random = Seed.random(SeriesFollowerTest.class);
        anything(random, 5);
        List<RecordedEvent> recent = anything(random, 4);
        // when
        follower.follow(taken(recent), 9);
        // then
        assertThat(log.read).isEqualTo(5);
        assertThat(written).containsExactly(9L);
        // and what is known already is not taken in again
        follower.follow(taken(recent), 9);
        assertThat(log.read).isEqualTo(5);
        assertThat(written).containsExactly(9L);
    }

    @Test
    void shouldReadWhatComesBehindRecentEvents() {
        // given
        Random random = Seed.random(SeriesFollowerTest.class);
        List<RecordedEvent> recent = anything(random, 4);
        anything(random, 5);
        // when
        follower.follow(taken(recent), 9);
        // then
        assertThat(log.read).isEqualTo(5);
        assertThat(written).containsExactly(9L);
    }

    @Test
    void shouldLeaveNothingOutWhenStopped() {
        // given
        Random random = Seed.random(SeriesFollowerTest.class);
        anything(random, 5);
        List<RecordedEvent> recent = anything(random, 4);
        // when
        stopped = true;
        follower.follow(taken(recent), 9);
        // then
        assertThat(written).isEmpty();
    }

    @Test
    void shouldBeTheSameByWhicheverWay() {
        // given
        Random random = Seed.random(SeriesFollowerTest.class);
        for (int round = 0; round < 60; round++) {
            List<RecordedEvent> events = anything(random, 1 + random.nextInt(200));
            int from = random.nextInt(events.size());
            int to = from + 1 + random.nextInt(events.size() - from);
            // when
            follower.follow(taken(events.subList(from, to)), log.lastPosition());
        }
        // then
        InMemorySortedStore other = new InMemorySortedStore();
        SeriesWriter writer = new SeriesWriter(other);
        reporting.events().forEach(writer::take);
        writer.commit(StoreMark.of(log, log.lastPosition()));
        assertThat(store.dump()).isEqualTo(other.dump());
    }
}
