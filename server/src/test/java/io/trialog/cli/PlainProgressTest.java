package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

    @Test
    void shouldTellNowAndThenOnly() {
        // given
        CapturedScreen screen = new CapturedScreen(FixedTerminal.NONE);
        PlainProgress progress = new PlainProgress(screen.screen());
        Story story = new Story().created("a");

        // when: shown every second for 25 s
        for (int second = 0; second <= 25; second++) {
            progress.show(story.summary("a"), null, story.now());
            story.after(Duration.ofSeconds(1));
        }
        progress.end();

        // then
        assertThat(screen.out()).isEqualTo("""
                        progress: 0/4 done, 0 running, 0 failed, 0:10 elapsed
                        progress: 0/4 done, 0 running, 0 failed, 0:20 elapsed
                        """);
    }
}
