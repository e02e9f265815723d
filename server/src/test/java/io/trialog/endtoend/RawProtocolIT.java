package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that use nothing but what {@code docs/trial-protocol.md} promises. */
class RawProtocolIT {

    /** Bash, and something that can post: here the standard library of Python. */
    private static final String REPORT = """
            report() {
              python3 -c '
            import os, sys, urllib.request
            url = "%s/api/v1/experiments/%s/trials/%s/attempts/%s/reports" % tuple(os.environ["TRIALOG_" + name] for name in
                ("SERVER_URL", "EXPERIMENT_ID", "TRIAL_NUMBER", "ATTEMPT"))
            headers = {"Authorization": "Bearer " + os.environ["TRIALOG_TOKEN"], "Content-Type": "application/json"}
            print(urllib.request.urlopen(urllib.request.Request(url, sys.argv[1].encode(), headers)).read().decode())
            ' "$1" >>answers
            }

            """;

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    @Test
    void shouldRunATrialWithoutAnSdk() {
        // given
        Path yaml = experiments.bash("maxTrialNumber: 1\n", REPORT + """
                x=$(sed 's/.*"x" *: *\\([0-9.eE-]*\\).*/\\1/' "$TRIALOG_PARAMETERS_FILE")
                report '{"reports": [
                  {"sequence": 0, "kind": "intermediate", "value": 0.5, "at": "2026-11-24T10:00:00.123Z"},
                  {"sequence": 1, "kind": "intermediate", "value": {"default": "Infinity", "loss": 0.25}}]}'
                report '{"reports": [
                  {"sequence": 1, "kind": "intermediate", "value": 0.75},
                  {"sequence": 2, "kind": "final", "value": '"$x"'},
                  {"sequence": 3, "kind": "final", "value": 9},
                  {"sequence": 4, "kind": "intermediate", "value": true}]}'
                cp "$TRIALOG_PARAMETERS_FILE" "$TRIALOG_OUTPUT_DIRECTORY/kept.json"
                env | grep '^TRIALOG_' >environment
                """);

        // when
        TrialogProcess run = workplace.run(yaml);
        String id = run.experiment();
        run.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        double x = log.configurations().get(0).path("x").asDouble();
        assertThat(log.event("trial.ended", 0).path("value").asDouble()).isEqualTo(x);
        assertThat(experiments.lines("answers"))
                .satisfiesExactly(
                        first -> assertThat(statuses(first)).containsExactly("accepted", "accepted"),
                        second -> assertThat(statuses(second))
                                .containsExactly("duplicate", "accepted", "accepted", "refused"));
        List<JsonNode> reports = log.events("metric.reported", 0);
        assertThat(reports).hasSize(4);
        assertThat(reports.get(0).path("reportedAt").asText()).isEqualTo("2026-11-24T10:00:00.123Z");
        assertThat(reports.get(1).path("values"))
                .isEqualTo(RecordedLog.json("{\"default\": \"Infinity\", \"loss\": 0.25}"));
        assertThat(log.events("report.refused", 0)).hasSize(1);
        assertThat(experiments.lines("environment"))
                .contains(
                        "TRIALOG_EXPERIMENT_ID=" + id,
                        "TRIALOG_TRIAL_ID=" + id + "-0",
                        "TRIALOG_TRIAL_NUMBER=0",
                        "TRIALOG_ATTEMPT=1",
                        "TRIALOG_METRIC_TRANSPORT=http",
                        "TRIALOG_SERVER_FILE=" + workplace.data().resolve("server.json"));
        assertThat(workplace.data().resolve("experiments/" + id + "/trials/0/attempt-1/out/kept.json"))
                .exists();
    }

    @Test
    void shouldTakeReportsFromTheSpoolOnce() throws Exception {
        // given
        Path yaml = experiments.bash("maxTrialNumber: 2\n", REPORT + """
                report '{"reports": [{"sequence": 0, "kind": "intermediate", "value": 0.25}]}'
                cat >>"$TRIALOG_REPORT_SPOOL" <<'END'
                {"sequence": 0, "kind": "intermediate", "value": 0.25}
                {"sequence": 1, "kind": "intermediate", "value": 0.5}
                {"sequence": 2, "kind": "fin
                {"sequence": 2, "kind": "final", "value": 0.75}
                {"sequence": 3, "kin
                END
                """);

        // when
        workplace.run(yaml).ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED", "SUCCEEDED");
        assertThat(log.reports(0)).containsExactly(0.25, 0.5, 0.75);
        assertThat(log.reports(1)).containsExactly(0.25, 0.5, 0.75);
        assertThat(Files.readString(experiments.folder().resolve("answers"))).contains("accepted");
    }

    private static List<String> statuses(String answer) {
        return RecordedLog.json(answer).path("results").findValuesAsText("status");
    }
}
