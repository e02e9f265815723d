package io.trialog.cli;

import io.trialog.bootstrap.TunerVerification;
import io.trialog.tuning.ReplayDifference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a replay, as scripts read it. Numbers have all their digits. */
final class ReplayJson {

    private ReplayJson() {}

    static Map<String, @Nullable Object> of(TunerVerification.Result result) {
        ReplayDifference difference = result.difference();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("identical", difference == null);
        json.put("tuner", result.tuner());
        json.put("plugin", result.plugin());
        json.put("proposals", result.proposals());
        json.put("requests", result.requests());
        json.put("leftOut", result.skipped());
        json.put("difference", difference == null ? null : of(difference));
        return json;
    }

    private static Map<String, @Nullable Object> of(ReplayDifference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("position", difference.position());
        json.put("trial", difference.trial());
        json.put("what", difference.what());
        json.put("recorded", difference.recorded());
        json.put("proposed", difference.proposed());
        json.put("recordedBy", difference.plugin());
        return json;
    }
}
