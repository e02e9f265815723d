package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import io.trialog.adapter.input.MalformedJson;
import io.trialog.adapter.input.ReportReader;
import io.trialog.metric.Report;
import io.trialog.port.TrialFormat;
import io.trialog.spi.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trial protocol's JSON outside of HTTP: parameter files and report spools. Any thread. */
public final class JsonTrialFormat implements TrialFormat {

    private static final Logger LOG = LoggerFactory.getLogger(JsonTrialFormat.class);

    /** The format; it has no state. */
    public JsonTrialFormat() {}

    @Override
    public String parameters(Map<String, @Nullable Object> configuration) {
        return new String(JsonText.bytes(out -> JsonText.object(out, configuration)), StandardCharsets.UTF_8);
    }

    @Override
    public List<Report> spooledReports(List<String> lines) {
        List<Report> reports = new ArrayList<>(lines.size());
        List<Problem> problems = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                read(line, reports, problems);
            }
        }
        if (!problems.isEmpty()) {
            LOG.warn(
                    "a report spool has lines that are no reports; they are left out [problems: {}, first: {}]",
                    problems.size(),
                    problems.get(0));
        }
        return reports;
    }

    /** The last line of a trial that was killed may be torn. */
    private static void read(String line, List<Report> reports, List<Problem> problems) {
        try (JsonParser in = JsonText.FACTORY.createParser(line)) {
            in.nextToken();
            Report report = ReportReader.read(in, problems);
            if (report == null) {
                return;
            }
            if (in.nextToken() == null) {
                reports.add(report);
            } else {
                problems.add(new Problem("", "something after the end of a report (expected: nothing)"));
            }
        } catch (IOException e) {
            problems.add(new Problem("", MalformedJson.describe(e)));
        }
    }
}
