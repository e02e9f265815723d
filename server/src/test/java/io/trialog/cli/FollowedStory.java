package io.trialog.cli;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The log of a story that goes on whenever somebody has looked. */
record FollowedStory(Story story, Runnable afterLook) implements EventLog {

    @Override
    public void append(List<RecordedEvent> events) {
        throw new IllegalStateException("followed (expected: read only)");
    }

    @Override
    public long lastPosition() {
        return story.log().lastPosition();
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        return story.log().at(position);
    }

    @Override
    public OptionalLong checksum(long position) {
        return story.log().checksum(position);
    }

    @Override
    public void read(long from, Predicate<RecordedEvent> visitor) {
        story.log().read(from, visitor);
        afterLook.run();
    }

    @Override
    public void close() {}
}
