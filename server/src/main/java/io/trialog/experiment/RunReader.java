package io.trialog.experiment;

import io.trialog.experiment.RunSettings.Durability;
import io.trialog.experiment.RunSettings.LogLevel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what says how an experiment wants to be run: {@link RunSettings}. */
final class RunReader {

    /** Of the original; the first is in its documentation, the second what its manager takes. */
    private static final List<String> ALSO_ERRORS = List.of("fatal", "critical");

    private static final long MAX_AHEAD = 1000;

    private final ConfigSection root;
    private final ConfigFiles files;
    private final ConfigProblems problems;
    private final @Nullable Durability running;

    /** @param running the durability of the server that will run the experiment; null when one will be started for it */
    RunReader(ConfigSection root, ConfigFiles files, ConfigProblems problems, @Nullable Durability running) {
        this.root = root;
        this.files = files;
        this.problems = problems;
        this.running = running;
    }

    /** The settings; what is wrong goes to the problems and has its default here. */
    RunSettings read() {
        Durability durability = root.word(ExperimentKeys.DURABILITY, Durability.values(), Durability::text);
        String directory = directory();
        LogLevel level = level();
        boolean copy = Boolean.TRUE.equals(root.flag(ExperimentKeys.WORKING_COPY));
        if (running != null) {
            tellWhatTheServerDecides(running, durability);
        }
        Long ahead = root.integer(ExperimentKeys.PROPOSALS_AHEAD, 0, MAX_AHEAD);
        return new RunSettings(
                durability, directory, level, copy, false, ahead == null ? null : (Integer) ahead.intValue());
    }

    private void tellWhatTheServerDecides(Durability server, @Nullable Durability wanted) {
        if (wanted != null && wanted != server) {
            root.warning(
                    ExperimentKeys.DURABILITY,
                    "has no effect; this server runs with durability " + server.text() + " for all its experiments");
        }
        for (String key : List.of(ExperimentKeys.LOG_LEVEL, ExperimentKeys.DEBUG)) {
            ConfigNode written = root.find(key);
            if (written != null && !Boolean.FALSE.equals(written.plain())) {
                root.warning(key, "has no effect; the log level is the server's");
            }
        }
        if (root.has(ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY)) {
            root.warning(
                    ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY,
                    "has no effect; the data directory of the server that runs already holds everything");
        }
    }

    private @Nullable String directory() {
        String written = root.text(ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY);
        return written == null ? null : files.place(ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY, written, problems);
    }

    private @Nullable LogLevel level() {
        Boolean debug = root.flag(ExperimentKeys.DEBUG);
        ConfigNode written = root.find(ExperimentKeys.LOG_LEVEL);
        if (written == null) {
            return Boolean.TRUE.equals(debug) ? LogLevel.DEBUG : null;
        }
        String word = String.valueOf(written.plain()).toLowerCase(Locale.ROOT);
        Optional<LogLevel> level = ALSO_ERRORS.contains(word) ? Optional.of(LogLevel.ERROR) : Optional.empty();
        return level.orElseGet(() -> root.word(ExperimentKeys.LOG_LEVEL, LogLevel.values(), Words::lowerCase));
    }
}
