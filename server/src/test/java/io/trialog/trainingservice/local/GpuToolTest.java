package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.FakeGpus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuToolTest {

    @TempDir
    private Path directory;

    private FakeGpus fake;

    @BeforeEach
    void begin() {
        fake = new FakeGpus(directory, 2);
    }

    @Test
    void shouldTellGpusAndWhatRunsOnThem() throws LaunchFailedException {
        // given
        fake.list("0, " + fake.uuid(0) + ", 1024, 37", "1, " + fake.uuid(1) + ", [N/A], [Not Supported]");
        long here = ProcessHandle.current().pid();
        fake.busy(1, here, Long.MAX_VALUE / 10);

        // when
        List<Gpu> gpus = tool(Duration.ofSeconds(30)).ask();

        // then
        assertThat(gpus)
                .containsExactly(
                        new Gpu(0, fake.uuid(0), 1024, 37, List.of()),
                        new Gpu(
                                1,
                                fake.uuid(1),
                                0,
                                0,
                                List.of(new GpuProcess(here, true), new GpuProcess(Long.MAX_VALUE / 10, false))));
    }

    @Test
    void shouldBeLookedForInThePath() throws LaunchFailedException {
        assertThat(new GpuTool(Optional.empty(), "/nowhere:" + directory, Duration.ofSeconds(30)).ask())
                .hasSize(2);
    }

    @Test
    void shouldSayWhenThereIsNoTool() {
        assertThatThrownBy(() -> new GpuTool(Optional.empty(), "/nowhere", Duration.ofSeconds(30)).ask())
                .isInstanceOf(LaunchFailedException.class)
                .hasMessage(
                        "nvidia-smi: not found (expected: in a directory of the server's PATH, as trialGpuNumber is given;"
                                + " PATH is \"/nowhere\")");
        assertThatThrownBy(() -> new GpuTool(Optional.of("/nowhere/smi"), "", Duration.ofSeconds(30)).ask())
                .isInstanceOf(LaunchFailedException.class)
                .hasMessageContaining("/nowhere/smi");
    }

    @Test
    void shouldSayWhyTheToolFailed() {
        fake.script("echo 'NVIDIA-SMI has failed' >&2; exit 9");
        assertThatThrownBy(() -> tool(Duration.ofSeconds(30)).ask())
                .hasMessageContaining("failed with exit code 9: NVIDIA-SMI has failed");
    }

    @Test
    void shouldSayThatThereIsNoGpu() {
        fake.list();
        assertThatThrownBy(() -> tool(Duration.ofSeconds(30)).ask()).hasMessageContaining("lists no GPU");
    }

    @Test
    void shouldNotBelieveEverything() {
        fake.list("what?");
        assertThatThrownBy(() -> tool(Duration.ofSeconds(30)).ask())
                .hasMessage("nvidia-smi says \"what?\" (expected: index, uuid, memory.used, utilization.gpu)");
    }

    @Test
    void shouldNotWaitForEver() {
        fake.script("exec sleep 600");
        assertThatThrownBy(() -> tool(Duration.ofMillis(100)).ask()).hasMessageContaining("did not answer within");
    }

    private GpuTool tool(Duration patience) {
        return new GpuTool(Optional.of(fake.tool().toString()), "", patience);
    }
}
