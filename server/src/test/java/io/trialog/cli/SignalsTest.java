package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SignalsTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldHearASignal() throws Exception {
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        Signals.handle("WINCH", heard::add);

        String pid = Long.toString(ProcessHandle.current().pid());
        int exitCode = new ProcessBuilder("kill", "-WINCH", pid).start().waitFor();

        assertThat(exitCode).isZero();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(28); // SIGWINCH of Linux and macOS
    }

    @Test
    void shouldLeaveSignalsThatDoNotExistAlone() {
        assertThatNoException().isThrownBy(() -> Signals.handle("NOSUCHSIGNAL", number -> {}));
    }
}
