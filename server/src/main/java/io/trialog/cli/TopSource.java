package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialQuery;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The experiments of one data directory as {@code trialog top} shows them. Used by one thread. */
final class TopSource implements AutoCloseable {

    private final Path directory;
    private final WatchedData data;
    private final Map<ExperimentId, BestCurve> curves = new LinkedHashMap<>();

    TopSource(Path directory, WatchedData data) {
        this.directory = directory;
        this.data = data;
    }

    Path directory() {
        return directory;
    }

    /** Takes in what is new. */
    void catchUp() {
        data.catchUp();
    }

    /**
     * Its experiments, newest first.
     *
     * @param url the live server of the directory
     * @param chosen only this one; null for those that are under way
     */
    List<TopExperiment> experiments(Optional<URI> url, @Nullable ExperimentId chosen) {
        List<TopExperiment> experiments = new ArrayList<>();
        for (ExperimentSummary summary : data.board().experiments()) {
            boolean isShown = chosen == null
                    ? url.isPresent() && ListedExperiment.isUnderWay(summary.state())
                    : summary.id().equals(chosen);
            if (isShown) {
                experiments.add(experiment(summary, url));
            }
        }
        return experiments;
    }

    @Override
    public void close() {
        data.close();
    }

    private TopExperiment experiment(ExperimentSummary summary, Optional<URI> url) {
        ExperimentId id = summary.id();
        List<TopExperiment.Running> running = data
                .board()
                .trials(
                        id,
                        new TrialQuery(
                                Set.of(TrialState.RUNNING, TrialState.UNKNOWN),
                                TrialQuery.Sort.NUMBER,
                                0,
                                Integer.MAX_VALUE))
                .trials()
                .stream()
                .map(row -> new TopExperiment.Running(row, row.lastReportAt()))
                .toList();
        BestCurve curve = curves.get(id);
        int succeeded = summary.counts().succeeded();
        if (curve == null || curve.succeeded() != succeeded) { // sorting all at every look would be too much
            curve = BestCurve.of(
                    data.board()
                            .trials(
                                    id,
                                    new TrialQuery(
                                            Set.of(TrialState.SUCCEEDED), TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                            .trials(),
                    succeeded,
                    summary.config().optimizeMode());
            curves.put(id, curve);
        }
        return new TopExperiment(summary, url, running, curve);
    }
}
