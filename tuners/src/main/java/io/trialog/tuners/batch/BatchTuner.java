package io.trialog.tuners.batch;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.UnsupportedSearchSpaceUpdateException;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;

/** Proposes the options of a space's only parameter in their order, those that were seen left out. */
final class BatchTuner implements Tuner {

    private final History history;

    /**
     * @throws InvalidInputException when the space is not one choice
     */
    BatchTuner(TunerContext context) {
        List<Problem> problems = problems(context.searchSpace());
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        this.history = new History(context);
    }

    private static List<Problem> problems(SearchSpace space) {
        List<Problem> problems = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            if (!(parameter.distribution() instanceof Choice)) {
                problems.add(new Problem(
                        parameter.name(),
                        parameter.distribution().type() + " (expected: Batch needs a choice of plain options)"));
            }
        }
        if (space.parameters().size() != 1) {
            problems.add(new Problem(
                    "searchSpace", space.parameters().size() + " parameters (expected: Batch needs one choice)"));
        }
        return problems;
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        ModelSpace space = history.space();
        SeenPoints seen = history.seen().fork();
        List<Suggestion> proposals = new ArrayList<>();
        int options = Math.toIntExact(space.size());
        for (int option = 0; option < options && proposals.size() < request.count(); option++) {
            Point point = space.pointAt(option);
            if (seen.isFree(point)) {
                seen.add(point);
                proposals.add(Suggestion.of(space.decode(point)));
            }
        }
        return proposals.size() < request.count() ? Suggestions.exhausted(proposals) : Suggestions.of(proposals);
    }

    @Override
    public void observe(List<Observation> observations) {
        history.observe(observations);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        if (!problems(searchSpace).isEmpty()) {
            throw new UnsupportedSearchSpaceUpdateException();
        }
        history.updateSearchSpace(searchSpace);
    }
}
