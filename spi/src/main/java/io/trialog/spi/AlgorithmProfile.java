package io.trialog.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people want to know who choose an algorithm: short texts under fixed headings. Tables and help screens are made from
 * it. Immutable; grows by {@code with...} methods.
 */
public final class AlgorithmProfile {

    /** Says nothing. */
    public static final AlgorithmProfile EMPTY = new AlgorithmProfile(Map.of());

    private final Map<String, String> texts;

    private AlgorithmProfile(Map<String, String> texts) {
        this.texts = texts;
    }

    /** A profile that says when the algorithm is the right one: {@code expensive trials, up to 20 numeric parameters}. */
    public static AlgorithmProfile useFor(String when) {
        return EMPTY.with("use for", when);
    }

    /** How it treats types of parameters: {@code all; categories by Hamming distance}. */
    public AlgorithmProfile withSearchSpaces(String types) {
        return with("search spaces", types);
    }

    /** How well it does with many trials at a time: {@code up to about 32}. */
    public AlgorithmProfile withParallelism(String parallelism) {
        return with("parallelism", parallelism);
    }

    /** For how many trials it is made: {@code 50 to 500 trials}. */
    public AlgorithmProfile withBudget(String trials) {
        return with("budget", trials);
    }

    /** What a proposal costs: {@code 60 ms with 100 results, grows with the square}. */
    public AlgorithmProfile withCost(String cost) {
        return with("cost", cost);
    }

    /** Where it comes from: authors, title, year. */
    public AlgorithmProfile withSource(String source) {
        return with("source", source);
    }

    private AlgorithmProfile with(String heading, String text) {
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(heading, text);
        return new AlgorithmProfile(Collections.unmodifiableMap(more));
    }

    /** The texts by heading, in the order in which they were given. */
    public Map<String, String> texts() {
        return texts;
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
