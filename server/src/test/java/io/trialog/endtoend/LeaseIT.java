package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trial that sends heartbeats by itself, without the SDK, with the shortest lease there is. */
class LeaseIT {

    private static final String SETTINGS = "maxTrialNumber: 1\ntrialLease: 5s\n";
    private static final String CLIENT = """
            import json, urllib.request


            def post(what, body=None):
                server = json.load(open(os.environ["TRIALOG_SERVER_FILE"]))["url"]
                request = urllib.request.Request(
                    "%s/api/v1/experiments/%s/trials/%d/attempts/%d/%s"
                    % (server, os.environ["TRIALOG_EXPERIMENT_ID"], number, attempt, what),
                    None if body is None else body.encode(),
                    {"Authorization": "Bearer " + os.environ["TRIALOG_TOKEN"], "Content-Type": "application/json"},
                    method="POST",
                )
                with urllib.request.urlopen(request) as answer:
                    note("answers", answer.read().decode())


            def report(sequence, kind, value):
                post("reports", json.dumps({"reports": [{"sequence": sequence, "kind": kind, "value": value}]}))


            note("lease", os.environ["TRIALOG_LEASE_SECONDS"])
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

    private static void awaitState(Api api, String id, String state) {
        Experiments.awaitThat(() -> api.trial(id, 0).path("state").asText().equals(state));
    }

    @Test
    void shouldShowSilenceAndRunOnWithTheNextReport() {
        // given
        TrialogProcess run = workplace.run(experiments.python(SETTINGS, CLIENT + """
                post("heartbeat")
                wait_for("speak")
                report(0, "intermediate", 0.5)
                mark("spoken")
                wait_for("end")
                report(1, "final", 0.6)
                """));
        Api api = new Api(run.url());
        String id = run.experiment();

        // when
        awaitState(api, id, "UNKNOWN");
        assertThat(api.trial(id, 0).path("reason").asText()).isEqualTo("no sign of life for 5 s (trialLease)");
        assertThat(api.experiment(id).path("counts").path("running").asInt()).isEqualTo(1);
        experiments.open("speak");
        experiments.awaitMark("spoken");

        // then
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("RUNNING");
        experiments.open("end");
        assertThat(run.ended().with(0).out())
                .contains("#0  no sign of life for 5 s (trialLease)", "#0  reported again after silence");
        assertThat(experiments.lines("lease")).containsExactly("5");
        assertThat(experiments.lines("answers").get(0)).isEqualTo("{\"leaseSeconds\":5,\"stop\":null}");
        assertThat(experiments.starts()).hasSize(1);
    }

    @Test
    void shouldRememberSilenceWhenTheServerIsKilled() {
        // given
        TrialogProcess first = workplace.run(experiments.python(SETTINGS, CLIENT + """
                post("heartbeat")
                wait_for("speak")
                post("heartbeat")
                mark("spoken")
                wait_for("end")
                report(0, "final", 0.6)
                """));
        String id = first.experiment();
        awaitState(new Api(first.url()), id, "UNKNOWN");

        // when
        first.kill();
        TrialogProcess second = workplace.resume(id);
        Api api = new Api(second.url());
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("UNKNOWN");
        experiments.open("speak");
        experiments.awaitMark("spoken");

        // then
        awaitState(api, id, "RUNNING");
        experiments.open("end");
        second.ended().with(0);
        RecordedLog log = workplace.log();
        assertThat(log.event("attempt.silent", 0).path("attempt").asInt()).isEqualTo(1);
        assertThat(log.event("attempt.revived", 0).path("reason").asText())
                .isEqualTo("gave a sign of life again after silence");
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
        assertThat(experiments.starts()).hasSize(1);
    }

    @Test
    void shouldNotCountTimeInWhichTheServerIsSuspended() throws IOException, InterruptedException {
        // given a trial that sends heartbeats while the server can hear them
        TrialogProcess run = workplace.run(experiments.python(SETTINGS, CLIENT + """
                post("heartbeat")
                mark("heard")
                wait_for("server-is-back")
                post("heartbeat")
                report(0, "final", 0.6)
                """));
        experiments.awaitMark("heard");

        // when it is suspended for longer than the lease
        signal("STOP", run);
        assertThat(run.endsWithin(Duration.ofSeconds(8))).isFalse();
        signal("CONT", run);
        assertThat(run.endsWithin(Duration.ofMillis(1500)))
                .as("its clock ticks again")
                .isFalse();
        experiments.open("server-is-back");

        // then
        run.ended().with(0);
        RecordedLog log = workplace.log();
        List<JsonNode> silences = log.events("attempt.silent");
        assertThat(silences).isEmpty();
        assertThat(log.trialEnds()).containsExactly("SUCCEEDED");
    }

    private static void signal(String name, TrialogProcess process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
