package io.trialog.projection.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final ExperimentId X = new ExperimentId("x");

    private final Reporting reporting = new Reporting();
    private final RecentEvents recent = new RecentEvents();

    RecentEventsTest() {
        reporting.create(X);
    }

    private List<RecordedEvent> reports(int count) {
        List<RecordedEvent> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reports.add(reporting.report(X, 0, 1, MetricKind.INTERMEDIATE, i, Map.of("a", 1.0, "b", 2.0)));
        }
        return reports;
    }

    @Test
    void shouldGiveWhatWasAddedOnce() {
        // given
        List<RecordedEvent> first = reports(3);
        List<RecordedEvent> second = reports(2);
        recent.add(first);
        recent.add(second);
        // when
        RecentEvents.Taken taken = recent.take();
        // then
        assertThat(taken.from()).isEqualTo(2);
        assertThat(taken.to()).isEqualTo(6);
        assertThat(taken.events()).containsExactlyElementsOf(reporting.events().subList(1, 6));
        assertThat(recent.take()).isEqualTo(new RecentEvents.Taken(7, 6, List.of()));
        recent.add(reports(1));
        assertThat(recent.take().from()).isEqualTo(7);
    }

    @Test
    void shouldRememberTheNewestOnlyWhenThereAreTooMany() {
        // given: a report of two numbers counts as three
        recent.add(reports(RecentEvents.MOST / 3));
        assertThat(recent.isLarge()).isTrue();
        recent.add(reports(1));
        // when
        List<RecordedEvent> newest = reports(2);
        recent.add(newest);
        // then
        assertThat(recent.isLarge()).isFalse();
        assertThat(recent.take().events()).isEqualTo(newest);
    }

    @Test
    void shouldForgetWhatIsBeforeAGap() {
        // given
        recent.add(reports(2));
        reports(1);
        // when
        List<RecordedEvent> newest = reports(2);
        recent.add(newest);
        // then
        RecentEvents.Taken taken = recent.take();
        assertThat(taken.from()).isEqualTo(newest.get(0).position());
        assertThat(taken.events()).isEqualTo(newest);
    }
}
