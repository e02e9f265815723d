package io.trialog.tuners.grid;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;

/** Proposes the points of the grid in their order, those that were seen left out. Results are not used. */
final class GridSearchTuner implements Tuner {

    /** After so many points in a row that are seen or not allowed the search counts as complete. */
    private static final int MAX_PASSED_OVER = 1_000_000;

    private final History history;
    private Grid grid;

    /** The beginning of the grid, as far as it was needed: a function of the space. */
    private final List<Point> points = new ArrayList<>();

    /** All points before this place were seen. */
    private int firstUnseen;

    GridSearchTuner(TunerContext context) {
        this.history = new History(context);
        this.grid = new Grid(history.space());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        while (hasPoint(firstUnseen) && history.seen().contains(points.get(firstUnseen))) {
            firstUnseen++;
        }
        SeenPoints seenOrProposed = history.seen().fork();
        List<Suggestion> proposals = new ArrayList<>();
        int passedOver = 0;
        for (int place = firstUnseen; proposals.size() < request.count(); place++) {
            if (!hasPoint(place) || passedOver == MAX_PASSED_OVER) {
                return Suggestions.exhausted(proposals);
            }
            Point point = points.get(place);
            if (seenOrProposed.isFree(point)) {
                seenOrProposed.add(point);
                proposals.add(Suggestion.of(history.space().decode(point)));
                passedOver = 0;
            } else {
                passedOver++;
            }
        }
        return Suggestions.of(proposals);
    }

    private boolean hasPoint(int place) {
        if (place == points.size() && !grid.isAtEnd()) {
            points.add(grid.point());
            grid.advance();
        }
        return place < points.size();
    }

    @Override
    public void observe(List<Observation> observations) {
        history.observe(observations);
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        grid = new Grid(history.space());
        points.clear();
        firstUnseen = 0;
    }
}
