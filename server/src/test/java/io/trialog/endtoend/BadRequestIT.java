package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.endtoend.Api.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may send to a live server while a trial runs. */
class BadRequestIT {

    private static final String REPORT =
            "{\"reports\": [{\"sequence\": 7, \"kind\": \"intermediate\", \"value\": 0.25}]}";

    @TempDir
    private static Path folder;

    @AutoClose
    private static Workplace workplace;

    private static Api api;
    private static String id;
    private static String token;
    private static List<JsonNode> before;

    @BeforeAll
    static void startATrial() {
        workplace = new Workplace(folder);
        Experiments experiments = workplace.experiments();
        String yaml = experiments.posted(experiments.python("maxTrialNumber: 1\n", """
                trialog.report_intermediate_result(0.125)
                note("token", os.environ["TRIALOG_TOKEN"])
                wait_for("go")
                trialog.report_final_result(0.5)
                """));
        api = new Api(workplace.serve().url());
        id = api.create(yaml);
        experiments.awaitMark("token");
        Experiments.awaitThat(() -> api.trial(id, 0).path("reportCount").asInt() == 1);
        token = experiments.lines("token").get(0);
        before = api.log(id);
    }

    /** Whatever was sent. */
    @AfterEach
    void serverIsUpAndNothingIsLost() {
        assertThat(api.get("/healthz").status()).isEqualTo(200);
        assertThat(api.log(id)).isEqualTo(before);
        assertThat(api.trial(id, 0).path("state").asText()).isEqualTo("RUNNING");
    }

    @Test
    void shouldRefuseABodyThatIsNoJson() {
        assertRefused(report("{\"reports\": [{\"sequence\": 7,", token), 400, "REPORT_MALFORMED");
        assertRefused(report("", token), 400, "REPORT_MALFORMED");
        assertRefused(report("[".repeat(100_000), token), 400, "REPORT_MALFORMED");
        assertRefused(report("\u0000\u0001", token), 400, "REPORT_MALFORMED");
    }

    @Test
    void shouldRefuseABodyOfTheWrongShape() {
        assertRefused(report("[]", token), 400, "REPORT_MALFORMED");
        assertRefused(report("{\"reports\": []}", token), 400, "REPORT_MALFORMED");
        Answer answer = report(REPORT.replace("intermediate", "temporary").replace("7", "-7"), token);
        assertRefused(answer, 400, "REPORT_MALFORMED");
        assertThat(answer.json().path("details"))
                .extracting(detail -> detail.path("path").asText())
                .containsExactlyInAnyOrder("reports[0].sequence", "reports[0].kind");
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        assertRefused(report(REPORT + " ".repeat(10_000_000), token), 413, "BODY_TOO_LARGE");
    }

    @Test
    void shouldRefuseAWrongToken() {
        assertRefused(report(REPORT, "x".repeat(43)), 401, "TOKEN_INVALID");
        assertRefused(api.post(path(id, 0, 1), REPORT, "Content-Type", "application/json"), 401, "TOKEN_INVALID");
    }

    @Test
    void shouldRefuseReportsOfUnknownTrials() {
        assertRefused(send(path(id, 1, 1), REPORT, token), 404, "TRIAL_UNKNOWN");
        assertRefused(send(path(id, 0, 2), REPORT, token), 404, "ATTEMPT_UNKNOWN");
        assertRefused(send(path("nosuch", 0, 1), REPORT, token), 404, "EXPERIMENT_UNKNOWN");
    }

    @Test
    void shouldRefuseAnExperimentWithAllItsProblems() {
        Answer answer = api.post(
                "/api/v1/experiments", "trialConcurrency: 0\nmaxTrialNumbr: 3\n", "Content-Type", "application/yaml");
        assertRefused(answer, 400, "CONFIG_INVALID");
        assertThat(answer.json().path("details"))
                .extracting(detail -> detail.path("path").asText())
                .contains("trialConcurrency", "maxTrialNumbr", "trialCommand", "searchSpace");
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        assertRefused(api.get("/api/v1/nothing"), 404, "ADDRESS_UNKNOWN");
        assertRefused(api.get("/api/v1/experiments/nosuch"), 404, "EXPERIMENT_UNKNOWN");
        assertRefused(api.post("/api/v1/experiments/" + id + "/trials/5/stop", ""), 404, "TRIAL_UNKNOWN");
        assertRefused(api.post("/healthz", ""), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void shouldAnswerADuplicateAndRecordItOnce() {
        Answer answer = report(REPORT.replace("7", "0"), token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("results").path(0).path("status").asText())
                .isEqualTo("duplicate");
    }

    private static Answer report(String body, String with) {
        return send(path(id, 0, 1), body, with);
    }

    private static Answer send(String path, String body, String with) {
        return api.post(path, body, "Content-Type", "application/json", "Authorization", "Bearer " + with);
    }

    private static String path(String experiment, long trial, int attempt) {
        return "/api/v1/experiments/" + experiment + "/trials/" + trial + "/attempts/" + attempt + "/reports";
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("message").asText()).isNotBlank();
    }
}
