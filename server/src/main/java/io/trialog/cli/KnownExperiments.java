package io.trialog.cli;

import io.trialog.spi.problem.NearMiss;
import java.util.List;
import java.util.stream.Stream;

/** Finds experiments by what people type: an id, or as much of its beginning as no other has. */
final class KnownExperiments {

    private static final int MAX_SUGGESTIONS = 3;

    private final List<String> ids;
    private final Object where;

    /**
     * Knows these.
     *
     * @param where they are, for people
     */
    KnownExperiments(List<String> ids, Object where) {
        this.ids = ids.stream().distinct().toList();
        this.where = where;
    }

    /**
     * The id that was meant.
     *
     * @throws CommandFailure when there is none, or there are several; names those that might be meant
     */
    String require(String typed) {
        if (ids.contains(typed)) {
            return typed;
        }
        List<String> beginning = ids.stream()
                .filter(id -> !typed.isEmpty() && id.startsWith(typed))
                .toList();
        if (beginning.size() == 1) {
            return beginning.get(0);
        }
        throw new CommandFailure(ExitCode.UNKNOWN_ID, unknown(typed, beginning));
    }

    private String unknown(String typed, List<String> beginning) {
        String message = "there is no experiment " + PrintableText.of(typed, 40) + " in " + where;
        if (ids.isEmpty()) {
            return message + "; there is none at all";
        }
        List<String> meant = Stream.concat(beginning.stream(), NearMiss.of(typed, ids).stream())
                .distinct()
                .limit(MAX_SUGGESTIONS)
                .toList();
        return meant.isEmpty()
                ? message + "; 'trialog list' shows all"
                : message + "; did you mean " + String.join(" or ", meant) + "?";
    }
}
