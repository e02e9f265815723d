package io.trialog.cli;

import picocli.CommandLine.Parameters;

/** {@code ID N}: which trial of which experiment. */
final class TrialParameters {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The experiment, or the beginning of its id; 'trialog list' shows all.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "N", description = "The number of the trial; 'trialog trials ID' shows all.")
    private long number;

    String id() {
        return id;
    }

    long number() {
        return number;
    }
}
