package io.trialog.cli;

import io.trialog.bootstrap.Home;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data} and {@code --home}: one data directory, or where all of them are. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "One data directory: the log, and the output of trials.",
                "Default: the variable TRIALOG_DATA, else those in the home"
            })
    private @Nullable Path given;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = {
                "Where each experiment has a data directory of its own.",
                "Default: the variable TRIALOG_HOME, else ~/.trialog"
            })
    private @Nullable Path home;

    /** Where to look; what is typed counts more than variables. */
    Places places(Map<String, String> environment) {
        Home where = home == null ? Home.of(environment) : new Home(home);
        String variable = environment.getOrDefault("TRIALOG_DATA", "");
        Path single = given != null ? given : home != null || variable.isBlank() ? null : Path.of(variable);
        return new Places(where, single == null ? null : single.toAbsolutePath().normalize(), suffix());
    }

    private String suffix() {
        return (given == null ? "" : " --data " + ShellText.quoted(given.toString()))
                + (home == null ? "" : " --home " + ShellText.quoted(home.toString()));
    }
}
