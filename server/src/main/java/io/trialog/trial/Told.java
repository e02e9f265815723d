package io.trialog.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody who asked for an attempt tells of its end. */
public sealed interface Told {

    /**
     * It has a result.
     *
     * @param values {@code default} and other named numbers
     * @param sequence the number of the final report; null for one after the highest known
     */
    record Result(Map<String, Double> values, @Nullable Long sequence) implements Told {
        public Result {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        double value() {
            return values.getOrDefault("default", Double.NaN);
        }
    }

    /**
     * It failed, as a command does that exits with an error.
     *
     * @param why for people
     */
    record Failed(String why) implements Told {}

    /**
     * Its configuration cannot be evaluated, by nobody ever.
     *
     * @param why for people
     */
    record Infeasible(String why) implements Told {}
}
