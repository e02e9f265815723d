package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.training.AttemptKey;
import org.junit.jupiter.api.Test;

class InvitationTest {

    @Test
    void shouldTravelAsALine() {
        Invitation invitation = new Invitation(new AttemptKey("q3kx9abd", 17, 2), "a-token_x");

        assertThat(Invitation.parse(invitation.line())).contains(invitation);
        assertThat(Invitation.parse("url http://127.0.0.1:8080")).isEmpty();
    }
}
