package io.trialog.benchmarks.slots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is measured.
 *
 * @param answerMillis how long the tuner takes for an answer
 * @param runMillis how long trials take on average
 * @param slots how many trials run at a time, each number a pair of lines
 * @param trials how many trials each line has
 */
record SlotPlan(int answerMillis, int runMillis, List<Integer> slots, int trials) {

    static final SlotPlan DEFAULT = new SlotPlan(300, 2000, List.of(1, 2, 4, 8), 60);

    static final String USAGE = String.join(
            System.lineSeparator(),
            "slot-waits [--answer 300] [--run 2000] [--slots 1,2,4,8] [--trials 60]",
            "",
            "  --answer  how long the tuner takes for an answer, in milliseconds",
            "  --run     how long trials take on average, in milliseconds; each takes from half to one and a half of it",
            "  --slots   how many trials run at a time",
            "  --trials  how many trials each experiment has");

    SlotPlan {
        slots = List.copyOf(slots);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with all problems
     */
    static SlotPlan read(String... arguments) {
        List<String> problems = new ArrayList<>();
        int answer = DEFAULT.answerMillis;
        int run = DEFAULT.runMillis;
        int trials = DEFAULT.trials;
        List<Integer> slots = DEFAULT.slots;
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (name) {
                case "--answer" -> answer = number(name, value, problems);
                case "--run" -> run = number(name, value, problems);
                case "--trials" -> trials = number(name, value, problems);
                case "--slots" ->
                    slots = Arrays.stream(value.split(",", -1))
                            .map(one -> number(name, one, problems))
                            .toList();
                default -> problems.add(name + ": unknown (expected: --answer, --run, --slots, --trials or --help)");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return new SlotPlan(answer, run, slots, trials);
    }

    private static int number(String name, String value, List<String> problems) {
        if (value.matches("[1-9][0-9]{0,5}")) {
            return Integer.parseInt(value);
        }
        problems.add(name + ": " + (value.isEmpty() ? "nothing" : value) + " (expected: a number from 1 to 999999)");
        return 1;
    }
}
