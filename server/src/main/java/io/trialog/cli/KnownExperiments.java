package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.spi.problem.NearMiss;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds experiments by what people type. */
final class KnownExperiments {

    private static final int MAX_SUGGESTIONS = 3;

    private final ExperimentBoard board;
    private final Path data;

    KnownExperiments(ExperimentBoard board, Path data) {
        this.board = board;
        this.data = data;
    }

    /**
     * The experiment of this id.
     *
     * @throws CommandFailure when there is none; names those that might be meant
     */
    ExperimentSummary require(String id) {
        Optional<ExperimentSummary> found =
                ExperimentId.isValid(id) ? board.experiment(new ExperimentId(id)) : Optional.empty();
        return found.orElseThrow(() -> new CommandFailure(ExitCode.UNKNOWN_ID, unknown(id)));
    }

    private String unknown(String id) {
        List<String> known = board.experiments().stream()
                .map(summary -> summary.id().value())
                .toList();
        String message = "there is no experiment " + PrintableText.of(id, 40) + " in " + data;
        if (known.isEmpty()) {
            return message + "; there is none at all";
        }
        List<String> meant = Stream.concat(
                        known.stream().filter(candidate -> !id.isEmpty() && candidate.startsWith(id)),
                        NearMiss.of(id, known).stream())
                .distinct()
                .limit(MAX_SUGGESTIONS)
                .toList();
        return meant.isEmpty()
                ? message + "; 'trialog list' shows all"
                : message + "; did you mean " + String.join(" or ", meant) + "?";
    }
}
