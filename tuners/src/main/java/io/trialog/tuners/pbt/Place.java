package io.trialog.tuners.pbt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trial is in the population.
 *
 * @param generation how many generations came before
 * @param member which member trains in it, from 0
 */
record Place(int generation, int member) {

    private static final Pattern TAG = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    /** The tag of its trial: {@code generation.member}. */
    String tag() {
        return generation + "." + member;
    }

    static Optional<Place> ofTag(String tag) {
        Matcher matcher = TAG.matcher(tag);
        return matcher.matches()
                ? Optional.of(new Place(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Where the same member trains next. */
    Place in(int otherGeneration) {
        return new Place(otherGeneration, member);
    }
}
