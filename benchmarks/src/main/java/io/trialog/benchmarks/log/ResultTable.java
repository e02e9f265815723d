package io.trialog.benchmarks.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** JMH's results per event, each beside its ceiling. */
final class ResultTable {

    /** A parameter of this name says how many events one invocation handles. */
    private static final String EVENTS = "events";

    private record Row(
            String benchmark,
            double microsPerEvent,
            double errorMicros,
            @Nullable String ceiling) {}

    private final Map<String, Row> rows = new TreeMap<>();

    ResultTable(Collection<RunResult> results) {
        results.forEach(result -> {
            Row row = row(result);
            rows.put(row.benchmark(), row);
        });
    }

    /** Lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-44s %12s %10s %14s %12s", "", "us/event", "+/-", "events/s", "of ceiling"));
        for (Row row : rows.values()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-44s %12.3f %10s %,14.0f %12s",
                            row.benchmark(),
                            row.microsPerEvent(),
                            Double.isNaN(row.errorMicros())
                                    ? ""
                                    : String.format(Locale.ROOT, "%.3f", row.errorMicros()),
                            1e6 / row.microsPerEvent(),
                            ratio(row))
                    .stripTrailing());
        }
        return lines;
    }

    private String ratio(Row row) {
        Row ceiling = row.ceiling() == null ? null : rows.get(row.ceiling());
        return ceiling == null // also when a pattern left it out
                ? ""
                : String.format(Locale.ROOT, "%.2f", ceiling.microsPerEvent() / row.microsPerEvent());
    }

    private static Row row(RunResult run) {
        BenchmarkParams params = run.getParams();
        String benchmark = params.getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String group = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
        Result<?> result = run.getPrimaryResult();
        double micros = params.getTimeUnit().toNanos(1) / 1000.0 / events(params);
        String ceiling = ceiling(type, method);
        return new Row(
                label(group, method, params),
                micros * result.getScore(),
                micros * result.getScoreError(),
                ceiling == null ? null : label(group, ceiling, params));
    }

    private static String label(String group, String method, BenchmarkParams params) {
        String values = params.getParamsKeys().stream()
                .map(params::getParam)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return group + " " + (values.isEmpty() ? "" : values + " ") + method;
    }

    private static double events(BenchmarkParams params) {
        return params.getParamsKeys().contains(EVENTS) ? Double.parseDouble(params.getParam(EVENTS)) : 1;
    }

    private static @Nullable String ceiling(String type, String method) {
        try {
            for (var candidate : Class.forName(type).getDeclaredMethods()) {
                Ceiling ceiling = candidate.getAnnotation(Ceiling.class);
                if (candidate.getName().equals(method) && ceiling != null) {
                    return ceiling.value();
                }
            }
            return null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JMH ran a class that is not there", e);
        }
    }
}
