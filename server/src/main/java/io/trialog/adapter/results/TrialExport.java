package io.trialog.adapter.results;

import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.projection.series.RecordedReports;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The trials of an experiment as a file, a part at a time, so that memory does not grow with what was reported. JSON has the
 * shape that NNI exports, {@code [{"parameter", "value", "trialJobId", ...}]}, with more keys.
 */
public final class TrialExport {

    private final ExperimentBoard board;
    private final RecordedReports reports;
    private final ExperimentId id;
    private final boolean intermediate;
    private final List<TrialRow> rows;

    /**
     * An export of the trials as they are now.
     *
     * @param states only these; empty for all
     * @param intermediate whether intermediate results are wanted, too
     */
    public TrialExport(
            ExperimentBoard board,
            RecordedReports reports,
            ExperimentId id,
            Set<TrialState> states,
            boolean intermediate) {
        this.board = board;
        this.reports = reports;
        this.id = id;
        this.intermediate = intermediate;
        this.rows = board.trials(id, new TrialQuery(states, TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                .trials();
    }

    /** How many trials there are. */
    public int size() {
        return rows.size();
    }

    /** The parts of one JSON array, to be read once by one thread; one for each trial, and its ends. */
    public Iterator<String> json() {
        JsonTrials format = new JsonTrials(id, intermediate);
        Stream<String> begin = Stream.of(rows.isEmpty() ? "[" : "[\n  ");
        Stream<String> trials = Stream.iterate(0, i -> i < rows.size(), i -> i + 1)
                .map(i -> (i == 0 ? "" : ",\n  ") + format.of(read(rows.get(i))));
        return concat(begin, trials, Stream.of(rows.isEmpty() ? "]\n" : "\n]\n"));
    }

    /** The lines of a CSV file (RFC 4180), to be read once by one thread. */
    public Iterator<String> csv() {
        CsvTrials format = CsvTrials.of(id, rows.stream().map(this::read), intermediate);
        return concat(Stream.of(format.header()), rows.stream().map(row -> format.of(read(row))), Stream.empty());
    }

    private ExportedTrial read(TrialRow row) {
        return ExportedTrial.read(board, reports, id, row);
    }

    private static Iterator<String> concat(Stream<String> begin, Stream<String> middle, Stream<String> end) {
        return Stream.of(begin, middle, end).flatMap(Function.identity()).iterator();
    }
}
