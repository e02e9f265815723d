package io.trialog.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code ID}: which experiment. */
final class ExperimentParameter {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            completionCandidates = Ids.class,
            description = "The experiment, or the beginning of its id; 'trialog list' shows all.")
    private String id = "";

    String id() {
        return id;
    }

    /** Stands for the ids of experiments in the script of {@code trialog completion}, which looks for them itself. */
    static final class Ids implements Iterable<String> {

        static final String MARK = "TRIALOG-IDS";

        @Override
        public Iterator<String> iterator() {
            return List.of(MARK).iterator();
        }
    }
}
