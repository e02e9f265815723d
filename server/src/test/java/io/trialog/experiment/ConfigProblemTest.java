package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigProblemTest {

    @Test
    void shouldLookLikeACompilersMessage() {
        assertThat(new ConfigProblem(12, "a.b", "1 (expected: 2)").render("e.yaml"))
                .isEqualTo("e.yaml:12: a.b: 1 (expected: 2)");
        assertThat(new ConfigProblem(0, "a", "missing").render("e.yaml")).isEqualTo("e.yaml: a: missing");
        assertThat(new ConfigProblem("s.json", 3, "lr", "wrong").render("e.yaml"))
                .isEqualTo("s.json:3: lr: wrong");
    }

    @Test
    void shouldDoWithoutAFileName() {
        assertThat(new ConfigProblem(12, "a.b", "1 (expected: 2)")).hasToString("a.b: 1 (expected: 2) [line 12]");
        assertThat(new ConfigProblem(0, "", "is empty")).hasToString("is empty");
        assertThat(new ConfigProblem("s.json", 3, "lr", "wrong")).hasToString("s.json:3: lr: wrong");
    }
}
