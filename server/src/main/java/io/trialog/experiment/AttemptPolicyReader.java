package io.trialog.experiment;

import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code retry}, {@code nonFiniteMetric} and {@code trialLease}. */
final class AttemptPolicyReader {

    private static final String ON_FAILURE = ExperimentKeys.RETRY_ON_FAILURE;
    private static final String EXIT_CODES = ExperimentKeys.RETRY_EXIT_CODES;
    private static final String ON_LOSS = ExperimentKeys.RETRY_ON_LOSS;
    private static final List<String> RETRY_KEYS = List.of(ON_FAILURE, EXIT_CODES, ON_LOSS);
    private static final int MAX_RETRIES = 1000;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    private final ConfigSection root;

    AttemptPolicyReader(ConfigSection root) {
        this.root = root;
    }

    /** The policy; what is wrong goes to the problems and has its default here. */
    AttemptPolicy read() {
        ConfigSection retry = root.section(ExperimentKeys.RETRY, RETRY_KEYS);
        retry.rejectUnknown(RETRY_KEYS, List.of());
        List<Integer> exitCodes = exitCodes(retry);
        int onFailure = retries(retry, ON_FAILURE, AttemptPolicy.DEFAULT.retriesOnFailure());
        if (!exitCodes.isEmpty() && !retry.has(ON_FAILURE)) {
            retry.problem(ON_FAILURE, "missing (expected: how many further attempts trials with these exit codes get)");
        }
        return new AttemptPolicy(
                onFailure,
                exitCodes,
                retries(retry, ON_LOSS, AttemptPolicy.DEFAULT.retriesOnLoss()),
                nonFiniteMetric(),
                lease());
    }

    private static int retries(ConfigSection retry, String key, int otherwise) {
        Long count = retry.integer(key, 0, MAX_RETRIES);
        return count == null ? otherwise : count.intValue();
    }

    private List<Integer> exitCodes(ConfigSection retry) {
        ConfigNode written = retry.find(EXIT_CODES);
        if (written == null) {
            return List.of();
        }
        List<Integer> codes = new ArrayList<>();
        List<ConfigNode> items = written instanceof ConfigNode.Sequence sequence ? sequence.items() : List.of(written);
        for (ConfigNode item : items) {
            if (item.plain() instanceof Long code && code >= 1 && code <= 255) {
                codes.add(code.intValue());
            } else {
                retry.problem(EXIT_CODES, Shown.of(item) + " (expected: exit codes of failures, 1 to 255)");
            }
        }
        return codes;
    }

    private NonFiniteMetric nonFiniteMetric() {
        NonFiniteMetric policy =
                root.word(ExperimentKeys.NON_FINITE_METRIC, NonFiniteMetric.values(), Words::lowerCase);
        return policy == null ? AttemptPolicy.DEFAULT.nonFiniteMetric() : policy;
    }

    private Duration lease() {
        Duration lease = root.duration(ExperimentKeys.TRIAL_LEASE);
        if (lease == null) {
            return AttemptPolicy.DEFAULT.lease();
        }
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            root.problem(
                    ExperimentKeys.TRIAL_LEASE,
                    lease.toSeconds() + "s (expected: >= " + SHORTEST_LEASE.toSeconds()
                            + "s, so that a short pause is not taken for a death)");
        }
        return lease;
    }
}
