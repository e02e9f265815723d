package io.trialog.benchmarks.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trialog.adapter.json.EventBytes;
import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.EventLines;
import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One event to its stored bytes and back, and to its line of JSON and back. The reference is Jackson's tree of that line,
 * written and read with the same number settings: it knows no event types, checks nothing and parses no times. A metric is
 * stored as a message; in old logs, and other events in all logs, as the JSON of the line without its position.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBenchmark {

    /** The events that are measured. */
    public enum Sample {
        /** A metric with two numbers. */
        METRIC {
            @Override
            Event event(SampleEvents samples) {
                return samples.metric(17, 42);
            }
        },
        /** A trial with eight parameters. */
        TRIAL_PROPOSED {
            @Override
            Event event(SampleEvents samples) {
                return samples.proposal(17);
            }
        };

        abstract Event event(SampleEvents samples);

        RecordedEvent recorded() {
            return SampleEvents.recorded(1_000, event(new SampleEvents()));
        }
    }

    /** What is measured. */
    @Param
    public Sample event = Sample.METRIC;

    private final EventCodec codec = new EventCodec();
    private final EventBytes bytes = new EventBytes();
    private final EventLines lines = new EventLines();
    private final ObjectMapper mapper = new ObjectMapper(JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build());
    private RecordedEvent recorded = event.recorded();
    private byte[] stored = new byte[0];
    private String line = "";
    private byte[] json = new byte[0];
    private JsonNode tree = MissingNode.getInstance();

    /** Prepares both forms. */
    @Setup
    public void prepare() throws IOException {
        recorded = event.recorded();
        stored = codec.encode(recorded);
        line = lines.format(recorded);
        json = line.getBytes(StandardCharsets.UTF_8);
        tree = mapper.readTree(json);
        if (!codec.decode(recorded.position(), stored).equals(recorded)
                || !lines.parse(line).equals(recorded)) {
            throw new IllegalStateException("the codec changed " + recorded);
        }
    }

    /** Event to bytes. */
    @Benchmark
    @Ceiling("bareEncode")
    public EventBytes encode() {
        codec.encode(recorded, bytes);
        return bytes;
    }

    /** Bytes to event. */
    @Benchmark
    @Ceiling("bareDecode")
    public RecordedEvent decode() {
        return codec.decode(recorded.position(), stored);
    }

    /** Event to JSON. */
    @Benchmark
    @Ceiling("bareEncode")
    public String formatLine() {
        return lines.format(recorded);
    }

    /** JSON to event. */
    @Benchmark
    @Ceiling("bareDecode")
    public RecordedEvent parseLine() {
        return lines.parse(line);
    }

    /** Tree to bytes. */
    @Benchmark
    public byte[] bareEncode() throws IOException {
        return mapper.writeValueAsBytes(tree);
    }

    /** Bytes to tree. */
    @Benchmark
    public JsonNode bareDecode() throws IOException {
        return mapper.readTree(json);
    }
}
