package io.trialog.experiment;

/**
 * How much of a limit on the number of trials is taken.
 *
 * @param total the trials that there are
 * @param promised those that the tuner is being asked for
 */
record TrialRoom(int total, int promised) {

    /** The least limit that leaves room for them; a limit is 1 or more. */
    int least() {
        return Math.max(1, total + promised);
    }

    @Override
    public String toString() {
        return total + (total == 1 ? " trial" : " trials") + " there "
                + (total == 1 ? "is" : "are")
                + (promised == 0 ? "" : " and " + promised + " that the tuner is being asked for");
    }
}
