package io.trialog.tuners.fidelity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trial to be started in a bracket.
 *
 * @param bracket the bracket's number, counted through all rounds of Hyperband
 * @param rung the index of the rung
 * @param promoted whom it continues; null for a new configuration on the lowest rung
 */
record Seat(int bracket, int rung, @Nullable Contender promoted) {

    private static final Pattern TAG = Pattern.compile("(\\d{1,9})_(\\d{1,9})");

    /** The tag of its trial: {@code bracket_rung}. */
    String tag() {
        return bracket + "_" + rung;
    }

    /** The seat of a trial with this tag, without whom it continues. */
    static Optional<Seat> ofTag(String tag) {
        Matcher matcher = TAG.matcher(tag);
        return matcher.matches()
                ? Optional.of(new Seat(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), null))
                : Optional.empty();
    }
}
