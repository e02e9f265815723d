package io.trialog.adapter.insight;

import io.trialog.tuners.importance.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected over one parameter, or two, the mean over all others.
 *
 * @param x the parameter
 * @param y the other; null for none
 * @param estimates for each value of y those for all values of x
 */
public record Marginals(MarginalAxis x, @Nullable MarginalAxis y, List<Estimate> estimates) {

    public Marginals {
        estimates = List.copyOf(estimates);
    }
}
