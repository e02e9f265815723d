package io.trialog.sdk;

import java.util.Map;

/** The trial that {@link TrialProcessTest} starts; the first argument says how it ends. */
final class SampleTrial {

    private SampleTrial() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws Exception {
        Trial trial = Trial.current();
        System.out.println(trial.parameters() + " " + trial.experimentId() + " " + trial.trialId() + " "
                + trial.number() + " " + trial.attempt() + " " + trial.isStandalone());
        for (int i = 0; i < 150; i++) {
            trial.reportIntermediate(i);
        }
        trial.reportIntermediate(Map.of()); // refused
        trial.reportFinal(Map.of("default", 0.5, "loss", Double.NaN));
        switch (arguments[0]) {
            case "return" -> {}
            case "close" -> trial.close();
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("the training broke");
            case "wait" -> {
                System.out.println("waiting");
                Thread.currentThread().join();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
