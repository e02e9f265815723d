package io.trialog.port;

import io.trialog.metric.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text forms of the trial protocol. */
public interface TrialFormat {

    /** A configuration as a JSON object. */
    String parameters(Map<String, @Nullable Object> configuration);

    /** The reports in the lines of a report spool; lines that are none are left out. */
    List<Report> spooledReports(List<String> lines);
}
