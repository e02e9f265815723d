package io.trialog.experiment;

/**
 * How much of a limit on the number of trials is taken.
 *
 * @param total the trials that there are
 * @param promised those that the tuner is being asked for
 * @param queued those that wait to become trials
 */
record TrialRoom(int total, int promised, int queued) {

    int taken() {
        return total + promised + queued;
    }

    /** The least limit that leaves room for them; a limit is 1 or more. */
    int least() {
        return Math.max(1, taken());
    }

    /** For people: {@code 3 trials, 2 that the tuner is being asked for, 1 in the queue}. */
    @Override
    public String toString() {
        return total
                + (total == 1 ? " trial" : " trials")
                + (promised == 0 ? "" : ", " + promised + " that the tuner is being asked for")
                + (queued == 0 ? "" : ", " + queued + " in the queue");
    }
}
