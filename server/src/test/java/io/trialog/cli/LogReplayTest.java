package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentCreated;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialProposed;
import io.trialog.fixtures.DataFolders;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code log replay} with real plugins, on a log of release 0.1.0: TPE, two trials at a time. What a released tuner proposed
 * is proposed by every later version, or that version has another name.
 */
class LogReplayTest {

    private static final String ID = "clsfff2o";

    @TempDir
    private Path data;

    private final CommandLineFixture trialog = CommandLineFixture.onDisk();

    private int replay(List<RecordedEvent> events) {
        DataFolders.of(data, events);
        return trialog.execute("log", "replay", ID, "--verify", "--data", data.toString());
    }

    /** The corpus with one event changed. */
    private static List<RecordedEvent> changed(int index, UnaryOperator<Map<String, Object>> change) {
        List<RecordedEvent> events = new java.util.ArrayList<>(DataFolders.corpus("0.1.0-digits"));
        RecordedEvent old = events.get(index);
        if (old.event() instanceof ExperimentCreated created) {
            Map<String, Object> changed = change.apply(new LinkedHashMap<>(created.configuration()));
            events.set(
                    index,
                    new RecordedEvent(
                            old.position(),
                            old.at(),
                            old.cause(),
                            new ExperimentCreated(created.experiment(), changed)));
        } else if (old.event() instanceof TrialProposed proposed) {
            Map<String, Object> changed = change.apply(new LinkedHashMap<>(proposed.configuration()));
            events.set(
                    index,
                    new RecordedEvent(
                            old.position(),
                            old.at(),
                            old.cause(),
                            new TrialProposed(proposed.experiment(), proposed.number(), changed, null)));
        }
        return events;
    }

    private static int indexOfTrial(long number) {
        List<RecordedEvent> events = DataFolders.corpus("0.1.0-digits");
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).event() instanceof TrialProposed proposed && proposed.number() == number) {
                return i;
            }
        }
        throw new AssertionError("no trial " + number);
    }

    @Test
    void shouldProposeWhatRelease010Proposed() {
        int exitCode = replay(DataFolders.corpus("0.1.0-digits"));

        assertThat(trialog.err()).isEmpty();
        assertThat(trialog.out())
                .startsWith("identical: TPE (")
                .endsWith(") proposes again all 24 proposals of 23 requests\n");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldFindAChangeOfTheLeastBit() {
        // given
        int index = indexOfTrial(17);
        double[] values = new double[2];

        // when
        int exitCode = replay(changed(index, configuration -> {
            values[0] = (double) configuration.get("momentum");
            values[1] = Math.nextUp(values[0]);
            configuration.put("momentum", values[1]);
            return configuration;
        }));

        // then
        assertThat(exitCode).isEqualTo(ExitCode.DIFFERENT);
        assertThat(trialog.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("different: trial 17, parameter momentum, at position " + (index + 1)),
                        line -> assertThat(line).startsWith("recorded    " + values[1] + "  by "),
                        line -> assertThat(line).startsWith("proposed    " + values[0] + "  by "),
                        line -> assertThat(line).isEqualTo("before that 17 proposals of 16 requests are the same"));
    }

    @Test
    void shouldFindAnotherSeed() {
        int exitCode = replay(changed(1, configuration -> {
            configuration.put("seed", "1");
            return configuration;
        }));

        assertThat(exitCode).isEqualTo(ExitCode.DIFFERENT);
        assertThat(trialog.out()).startsWith("different: trial 0, parameter ");
    }

    @Test
    void shouldNameATunerThatIsNotInstalled() {
        int exitCode = replay(changed(1, configuration -> {
            configuration.put("tuner", Map.of("name", "Halton", "classArgs", Map.of()));
            return configuration;
        }));

        assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err())
                .startsWith("trialog: the tuner 'Halton' that this experiment was made with is not installed here "
                        + "(installed: [")
                .endsWith("; put its plugin into the folder 'plugins' of the data directory\n");
    }

    @Test
    void shouldAskForTheKindOfReplay() {
        assertThat(trialog.execute("log", "replay", ID)).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).startsWith("trialog: Missing required option: '--verify'");
    }

    @Test
    void shouldNameAnUnknownExperiment() {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));

        assertThat(trialog.execute("log", "replay", "clsfff20", "--verify", "--data", data.toString()))
                .isEqualTo(ExitCode.UNKNOWN_ID);
        assertThat(trialog.err()).endsWith("; did you mean clsfff2o?\n");
    }
}
