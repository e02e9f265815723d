package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTraceTextTest {

    @Test
    void shouldKeepBeginningAndEndOfALongTrace() {
        // given
        Throwable thrown = new IllegalStateException("x".repeat(30_000), new ArithmeticException("the root"));

        // when
        String text = StackTraceText.of(thrown);

        // then
        assertThat(text)
                .hasSizeLessThan(16_200)
                .startsWith("java.lang.IllegalStateException: xxx")
                .contains(" characters left out ")
                .contains("Caused by: java.lang.ArithmeticException: the root");
    }

    @Test
    void shouldSurviveCausesInACircle() {
        // given
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);

        // when / then
        assertThat(StackTraceText.summary(a)).startsWith("java.lang.RuntimeException: a");
        assertThat(StackTraceText.of(a)).contains("CIRCULAR REFERENCE");
    }

    @Test
    void shouldShortenALongSummary() {
        // when / then
        assertThat(StackTraceText.summary(new RuntimeException("x".repeat(5000))))
                .hasSizeLessThan(1010)
                .endsWith("x...");
    }
}
