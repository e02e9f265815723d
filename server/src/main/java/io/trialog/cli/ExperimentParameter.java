package io.trialog.cli;

import picocli.CommandLine.Parameters;

/** {@code ID}: which experiment. */
final class ExperimentParameter {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The experiment, or the beginning of its id; 'trialog list' shows all.")
    private String id = "";

    String id() {
        return id;
    }
}
