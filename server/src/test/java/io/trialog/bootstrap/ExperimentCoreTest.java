package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.Event;
import io.trialog.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExperimentCoreTest {

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ExperimentCoreTest::leaves)
                : Stream.of(type);
    }

    @Test
    void shouldApplyEveryEventType() {
        List<Class<?>> events = leaves(Event.class).toList();
        assertThat(events)
                .hasSizeGreaterThan(10)
                .allSatisfy(type -> assertThat(type).hasAnnotation(EventType.class));
        assertThat(new ExperimentCore().appliers().types()).containsAll(events);
    }
}
