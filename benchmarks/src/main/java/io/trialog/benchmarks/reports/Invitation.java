package io.trialog.benchmarks.reports;

import io.trialog.spi.training.AttemptKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody needs to report in the name of an attempt; travels between processes as a line of text.
 *
 * @param token the attempt's
 */
public record Invitation(AttemptKey key, String token) {

    private static final Pattern LINE = Pattern.compile("attempt (\\S+) (\\d+) (\\d+) (\\S+)");

    /** As a line. */
    String line() {
        return "attempt " + key.experimentId() + " " + key.trialNumber() + " " + key.attempt() + " " + token;
    }

    /** The invitation in a line, if it holds one. */
    static Optional<Invitation> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Invitation(
                        new AttemptKey(
                                matcher.group(1), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3))),
                        matcher.group(4)))
                : Optional.empty();
    }

    /** Where its reports go. */
    String path() {
        return "/api/v1/experiments/" + key.experimentId() + "/trials/" + key.trialNumber() + "/attempts/"
                + key.attempt() + "/reports";
    }
}
