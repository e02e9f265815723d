package io.trialog.sdk;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the training service tells a trial through environment variables, see the trial protocol, section 1.
 *
 * @param serverUrl the server's address at the trial's start, {@code null} when unknown
 * @param serverFile the file with the server's address now, {@code null} when there is none
 * @param parametersFile the configuration, {@code null} only stand-alone
 * @param reportSpool the file for undelivered reports, {@code null} when there is none
 * @param checkpointDirectory for what the trial goes on from; that of its output where the training service has none
 * @param lease how long the attempt may be silent, {@code null} when the server grants no leases
 * @param kafka how to report over Kafka, unread, and empty when nothing says how; {@code null} to report over HTTP
 */
record TrialEnvironment(
        String experimentId,
        String trialId,
        int number,
        int attempt,
        @Nullable String serverUrl,
        @Nullable Path serverFile,
        String token,
        @Nullable Path parametersFile,
        Path outputDirectory,
        @Nullable Path reportSpool,
        Path checkpointDirectory,
        @Nullable Lease lease,
        @Nullable String kafka) {

    private static final String STANDALONE = "STANDALONE";

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException if one that a trial needs is missing or malformed
     */
    static TrialEnvironment read(Map<String, String> variables) {
        String trialId = variables.getOrDefault("TRIALOG_TRIAL_ID", "");
        if (trialId.isEmpty()) {
            Path here = Path.of("").toAbsolutePath();
            return new TrialEnvironment(
                    STANDALONE, STANDALONE, 0, 1, null, null, "", null, here, null, here, null, null);
        }
        Path output =
                Path.of(variables.getOrDefault("TRIALOG_OUTPUT_DIRECTORY", "")).toAbsolutePath();
        Path checkpoint = path(variables, "TRIALOG_CHECKPOINT_DIR");
        return new TrialEnvironment(
                required(variables, "TRIALOG_EXPERIMENT_ID"),
                trialId,
                wholeNumber(variables, "TRIALOG_TRIAL_NUMBER"),
                wholeNumber(variables, "TRIALOG_ATTEMPT"),
                text(variables, "TRIALOG_SERVER_URL"),
                path(variables, "TRIALOG_SERVER_FILE"),
                variables.getOrDefault("TRIALOG_TOKEN", ""),
                Path.of(required(variables, "TRIALOG_PARAMETERS_FILE")),
                output,
                path(variables, "TRIALOG_REPORT_SPOOL"),
                checkpoint == null ? output : checkpoint.toAbsolutePath(),
                Lease.ofSeconds(variables.getOrDefault("TRIALOG_LEASE_SECONDS", "")),
                "kafka".equals(variables.get("TRIALOG_METRIC_TRANSPORT"))
                        ? variables.getOrDefault("TRIALOG_KAFKA", "")
                        : null);
    }

    boolean isStandalone() {
        return trialId.equals(STANDALONE);
    }

    /** The attempt, relative to the server's address. */
    String attemptPath() {
        return "/api/v1/experiments/" + experimentId + "/trials/" + number + "/attempts/" + attempt;
    }

    private static @Nullable String text(Map<String, String> variables, String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static @Nullable Path path(Map<String, String> variables, String name) {
        String value = text(variables, name);
        return value == null ? null : Path.of(value);
    }

    private static String required(Map<String, String> variables, String name) {
        String value = text(variables, name);
        if (value == null) {
            throw new IllegalStateException(
                    name + " is not set, though TRIALOG_TRIAL_ID is (expected: set by the training service)");
        }
        return value;
    }

    private static int wholeNumber(Map<String, String> variables, String name) {
        String value = required(variables, name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalStateException(name + ": \"" + value + "\" (expected: a whole number)", notANumber);
        }
    }
}
