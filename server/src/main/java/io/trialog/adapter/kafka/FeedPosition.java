package io.trialog.adapter.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.adapter.input.InputJson;
import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a feed's topic has the log: a file that is written after acknowledgements, so that it is never ahead. Without it
 * everything is sent again.
 */
final class FeedPosition {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPosition.class);
    private static final String POSITION = "position";
    private static final String EXPERIMENTS = "experiments";

    /**
     * What the file says.
     *
     * @param position of the last event that is done
     * @param experiments whose events are sent; those that were deleted up to the position are not among them
     */
    record State(long position, Set<ExperimentId> experiments) {}

    private final Path file;
    private final String servers;
    private final String topic;

    /** A feed's position in a folder, which need not be there. */
    FeedPosition(Path folder, Connection connection, String topic) {
        this.servers = connection.address();
        this.topic = topic;
        this.file = folder.resolve(topic + "-" + Integer.toHexString(servers.hashCode()) + ".json");
    }

    /** What was written last; position -1 when nothing was, or nobody can read it. */
    State read() {
        Set<ExperimentId> experiments = new TreeSet<>(Comparator.comparing(ExperimentId::value));
        long position = -1;
        try (JsonParser in = InputJson.FACTORY.createParser(Files.readAllBytes(file))) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals(POSITION)) {
                    position = in.getLongValue();
                } else if (name.equals(EXPERIMENTS)) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        experiments.add(new ExperimentId(in.getText()));
                    }
                } else {
                    in.skipChildren();
                }
            }
        } catch (NoSuchFileException e) {
            return new State(-1, experiments);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, so all events are sent to topic {} again: {}", file, topic, e.toString());
            experiments.clear();
            return new State(-1, experiments);
        }
        return new State(position, experiments);
    }

    /** Replaces what was written before. */
    void write(State state) {
        try {
            Files.createDirectories(file.getParent());
            Path half = file.resolveSibling(file.getFileName() + ".part");
            try (JsonGenerator out = InputJson.FACTORY.createGenerator(Files.newOutputStream(half))) {
                out.writeStartObject();
                out.writeStringField("bootstrapServers", servers);
                out.writeStringField("topic", topic);
                out.writeNumberField(POSITION, state.position());
                out.writeArrayFieldStart(EXPERIMENTS);
                for (ExperimentId experiment : state.experiments()) {
                    out.writeString(experiment.value());
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so a restart may send events again: {}", file, e.toString());
        }
    }
}
