package io.trialog.tuners.tpe;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.tuner.Observation;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is assumed of trials that still run, so that parallel proposals keep apart (Ginsbourger et al., "Kriging is
 * well-suited to parallelize optimization", 2010).
 */
enum ConstantLiar {
    /** As good as the best result. */
    BEST,
    /** Worse than every result. */
    WORST,
    /** As good as the results are on average. */
    MEAN,
    /** Nothing: running trials are ignored. */
    NONE;

    static ConstantLiar of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The words of the option. */
    static List<String> words() {
        return Stream.of(values())
                .map(liar -> liar.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The running trials with assumed results, newer than all ended ones. */
    List<Trial> pretend(List<Point> running, History history) {
        if (this == NONE) {
            return List.of();
        }
        Trial.Grade grade = this == WORST || history.usableCount() == 0 ? Trial.Grade.FAILED : Trial.Grade.COMPLETE;
        double loss = grade == Trial.Grade.FAILED ? 0 : this == BEST ? history.bestLoss() : history.meanLoss();
        return Stream.iterate(0, i -> i < running.size(), i -> i + 1)
                .map(i -> assumed(history.nextTime() + i, running.get(i), grade, loss))
                .toList();
    }

    private static Trial assumed(long time, Point point, Trial.Grade grade, double loss) {
        return new Trial(time, point, grade, 0, loss, Observation.pending(Long.MAX_VALUE, Configuration.of(Map.of())));
    }
}
