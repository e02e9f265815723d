package io.trialog.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.Follower;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptSilent;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.SampleEvents;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FollowerLaneTest {

    private static final ExperimentId ID = new ExperimentId("sample");

    /** Remembers metrics, acts on silences, and cares for nothing else. */
    private static final class Listener implements Follower {
        private final List<Long> heard = new ArrayList<>();

        @Override
        public Interest interestIn(Event event) {
            if (event instanceof MetricReported) {
                return Interest.LATER;
            }
            return event instanceof AttemptSilent ? Interest.NOW : Interest.NONE;
        }

        @Override
        public void replayed(RecordedEvent recorded) {}

        @Override
        public void live() {}

        @Override
        public void committed(RecordedEvent recorded) {
            heard.add(recorded.position());
            if (recorded.position() == 7) {
                throw new IllegalStateException("seven");
            }
        }

        @Override
        public void close() {}
    }

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Listener listener = new Listener();
    private final FollowerLane lane = new FollowerLane(ID, List.of(listener), threads::add);

    @Test
    void shouldWakeAThreadForWhatIsUrgentOnly() {
        // when
        note(SampleEvents.metric(1), revived(2), SampleEvents.metric(3));
        // then
        assertThat(threads).isEmpty();
        // when
        note(silent(4), SampleEvents.metric(5));
        // then
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(listener.heard).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void shouldNotGatherWithoutEnd() {
        // when
        for (int position = 8; position < 8 + FollowerLane.MAX_NOTED; position++) {
            note(SampleEvents.metric(position));
        }
        // then
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(listener.heard).hasSize(FollowerLane.MAX_NOTED);
    }

    @Test
    void shouldGoOnAfterAnEventThatAFollowerFailsOn() {
        // when
        note(silent(7), silent(8));
        threads.remove().run();
        // then
        assertThat(listener.heard).containsExactly(7L, 8L);
    }

    private void note(RecordedEvent... events) {
        List.of(events).forEach(lane::note);
        lane.tell();
    }

    private static RecordedEvent silent(long position) {
        return new RecordedEvent(position, Instant.EPOCH, "test", new AttemptSilent(ID, 0, 1, "silent"));
    }

    private static RecordedEvent revived(long position) {
        return new RecordedEvent(position, Instant.EPOCH, "test", new AttemptRevived(ID, 0, 1, "alive"));
    }
}
