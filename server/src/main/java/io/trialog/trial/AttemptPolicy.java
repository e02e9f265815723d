package io.trialog.trial;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a trial gets another attempt, and what odd results mean. Part of an experiment's configuration.
 *
 * @param retriesOnFailure how many further attempts a trial gets after attempts that failed, 0 or more
 * @param retriedExitCodes only for these exit codes; empty for every failure except one for lack of memory
 * @param retriesOnLoss how many further attempts a trial gets after attempts that were lost, 0 or more
 * @param nonFiniteMetric what a final metric means that is not a finite number
 * @param lease how long an attempt that sends heartbeats may be silent before nobody can say whether it runs
 */
public record AttemptPolicy(
        int retriesOnFailure,
        List<Integer> retriedExitCodes,
        int retriesOnLoss,
        NonFiniteMetric nonFiniteMetric,
        Duration lease) {

    /** What holds where nothing is configured. */
    public static final AttemptPolicy DEFAULT =
            new AttemptPolicy(0, List.of(), 2, NonFiniteMetric.FAIL, Duration.ofSeconds(60));

    public AttemptPolicy {
        retriedExitCodes = List.copyOf(retriedExitCodes);
    }

    /** Reads it from a stored configuration; what is missing there, in old logs all of it, has its default. */
    public static AttemptPolicy stored(Map<?, ?> configuration) {
        Map<?, ?> retry = configuration.get("retry") instanceof Map<?, ?> map ? map : Map.of();
        return new AttemptPolicy(
                number(retry.get("onFailure"), DEFAULT.retriesOnFailure),
                retry.get("exitCodes") instanceof List<?> codes
                        ? codes.stream().map(code -> number(code, 0)).toList()
                        : DEFAULT.retriedExitCodes,
                number(retry.get("onLoss"), DEFAULT.retriesOnLoss),
                configuration.get("nonFiniteMetric") instanceof String name
                        ? NonFiniteMetric.valueOf(name.toUpperCase(Locale.ROOT))
                        : DEFAULT.nonFiniteMetric,
                configuration.get("trialLease") instanceof String text && text.endsWith("s")
                        ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
                        : DEFAULT.lease);
    }

    /** Adds it to a configuration to be stored. */
    public void storeIn(Map<String, @Nullable Object> configuration) {
        Map<String, @Nullable Object> retry = new LinkedHashMap<>();
        retry.put("onFailure", (long) retriesOnFailure);
        retry.put("exitCodes", retriedExitCodes.stream().map(Integer::longValue).toList());
        retry.put("onLoss", (long) retriesOnLoss);
        configuration.put("retry", retry);
        configuration.put("nonFiniteMetric", nonFiniteMetric.name().toLowerCase(Locale.ROOT));
        configuration.put("trialLease", lease.toSeconds() + "s");
    }

    private static int number(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }
}
