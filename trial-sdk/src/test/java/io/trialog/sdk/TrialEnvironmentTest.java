package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialEnvironmentTest {

    @Test
    void shouldReadTheLease() {
        assertThat(TrialEnvironment.read(withLease("60")).lease()).isEqualTo(new Lease(Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-60"})
    void shouldGoWithoutALeaseRatherThanFail(String nonsense) {
        assertThat(TrialEnvironment.read(withLease(nonsense)).lease()).isNull();
    }

    @Test
    void shouldHaveNoLeaseFromAnOlderServer() {
        Map<String, String> variables = withLease("60");
        variables.remove("TRIALOG_LEASE_SECONDS");

        assertThat(TrialEnvironment.read(variables).lease()).isNull();
    }

    @Test
    void shouldHaveNoLeaseStandAlone() {
        Map<String, String> variables = withLease("60");
        variables.remove("TRIALOG_TRIAL_ID");

        assertThat(TrialEnvironment.read(variables).lease()).isNull();
    }

    private static Map<String, String> withLease(String seconds) {
        return new HashMap<>(Map.of(
                "TRIALOG_EXPERIMENT_ID",
                "exp1",
                "TRIALOG_TRIAL_ID",
                "exp1-17",
                "TRIALOG_TRIAL_NUMBER",
                "17",
                "TRIALOG_ATTEMPT",
                "2",
                "TRIALOG_PARAMETERS_FILE",
                "parameters.json",
                "TRIALOG_LEASE_SECONDS",
                seconds));
    }
}
