package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String CLEAR = "\r\u001b[K";

    private final CapturedScreen terminal = new CapturedScreen(FixedTerminal.interactive(80));

    @Test
    void shouldKeepTheLiveLineBelowEverything() {
        Screen screen = terminal.screen();

        screen.line("a");
        screen.live("1/4");
        screen.live("1/4");
        screen.live("2/4");
        screen.line("b");
        screen.complain("oops");
        screen.endLive();
        screen.line("c");

        assertThat(terminal.out())
                .isEqualTo(
                        "a\n" + "\r1/4\u001b[K" + "\r2/4\u001b[K" + CLEAR + "b\n2/4" + CLEAR + "2/4" + CLEAR + "c\n");
        assertThat(terminal.err()).isEqualTo("oops\n");
    }

    @Test
    void shouldShowNoLiveLineInFilesAndPipes() {
        CapturedScreen pipe = new CapturedScreen(FixedTerminal.NONE);

        pipe.screen().live("1/4");
        pipe.screen().line("a");
        pipe.screen().freshLine();
        pipe.screen().endLive();

        assertThat(pipe.out()).isEqualTo("a\n");
        assertThat(pipe.screen().width()).isEqualTo(Integer.MAX_VALUE);
    }
}
