package io.trialog.spi.space;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Repeats a check with random input; a failure names the seed, and {@code -Dseed=N} plays it again. */
final class Seeded {

    private static final int REPETITIONS = 500;

    private Seeded() {}

    static void random(Consumer<RandomGenerator> check) {
        long seed = seed();
        RandomGenerator random = new SplittableRandom(seed);
        try {
            for (int i = 0; i < REPETITIONS; i++) {
                check.accept(random);
            }
        } catch (AssertionError e) {
            throw new AssertionError("[-Dseed=" + seed + "] " + e.getMessage(), e);
        }
    }

    private static long seed() {
        try {
            return Long.parseLong(System.getProperty("seed", ""));
        } catch (NumberFormatException e) {
            return new SplittableRandom().nextLong(); // not given
        }
    }
}
