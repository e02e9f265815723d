package io.trialog.trainingservice.local;

import static io.trialog.trainingservice.local.TrialFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.fixtures.FakeGpus;
import io.trialog.spi.testkit.RecordingAttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real trials on GPUs that only a script knows of. */
@EnabledOnOs(OS.LINUX)
class GpuWaitingTest {

    private static final GpuDemand ONE = new GpuDemand(1, 1, false, null);
    private static final Duration PERIOD = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private final RecordingAttemptListener listener = new RecordingAttemptListener();
    private final List<LocalTrainingService> services = new ArrayList<>();
    private TrialFixture trials;
    private FakeGpus gpus;
    private GpuQueue queue;

    @BeforeEach
    void open() throws IOException {
        trials = new TrialFixture(directory);
        gpus = new FakeGpus(directory.resolve("tools"), 2);
        queue = newQueue();
    }

    @AfterEach
    void close() throws IOException {
        services.forEach(LocalTrainingService::close);
        trials.close();
    }

    @Test
    void shouldGetAGpuForItself() {
        // when
        LocalTrainingService service = service(ONE);
        LaunchRequest first = launch(service, 0);
        LaunchRequest second = launch(service, 1);

        // then
        assertThat(List.of(trials.line("gpus-0"), trials.line("gpus-1"))).containsExactly("0", "1");
        finish(first, second);
    }

    @Test
    void shouldGetAllOfAll() {
        LaunchRequest request = launch(service(new GpuDemand(2, 1, false, null)), 0);
        assertThat(trials.line("gpus-0")).isEqualTo("0,1");
        assertThat(trials.line("order-0")).isEqualTo("PCI_BUS_ID");
        finish(request);
    }

    @Test
    void shouldTellWhatATrialWaitsFor() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        // when
        LaunchRequest second = launch(service, 1);
        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listener.waitOf(second.key()))
                        .hasValue("2 GPUs: GPU 0 has trials (1), GPU 1 has trials (1)"));
        assertThat(listener.waitOf(first.key())).isEmpty();
        finish(first, second);
    }

    @Test
    void shouldWaitInOrderUntilATrialEnds() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        LaunchRequest second = launch(service, 1);
        LaunchRequest third = launch(service, 2);
        service.launch(second); // it waits already

        // when
        gpus.awaitLooks();

        // then
        assertThat(trials.file("gpus-1")).doesNotExist();
        assertThat(listener.calls()).as("nothing is told of those that wait").hasSize(1);

        // when
        finish(first);

        // then
        assertThat(trials.line("gpus-1")).isEqualTo("0,1");
        gpus.awaitLooks();
        assertThat(trials.file("gpus-2")).doesNotExist();
        finish(second, third);
        assertThat(trials.read("runs").lines()).containsExactly("0", "1", "2");
    }

    @Test
    void shouldShareAsManyAsAreWanted() {
        // given
        LocalTrainingService service = service(new GpuDemand(1, 2, false, null));
        List<LaunchRequest> requests = new ArrayList<>();

        // when
        for (int trial = 0; trial < 5; trial++) {
            requests.add(launch(service, trial));
        }

        // then
        assertThat(List.of(trials.line("gpus-0"), trials.line("gpus-1"), trials.line("gpus-2"), trials.line("gpus-3")))
                .containsExactly("0", "1", "0", "1");
        gpus.awaitLooks();
        assertThat(trials.file("gpus-4")).doesNotExist();

        // when
        finish(requests.get(3));

        // then
        assertThat(trials.line("gpus-4")).isEqualTo("1");
        finish(requests.toArray(LaunchRequest[]::new));
    }

    @Test
    void shouldNotDisturbOthers() {
        // given: the one process here that is certainly no trial
        gpus.busy(0, ProcessHandle.current().pid());
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest request = launch(service, 0);
        gpus.awaitLooks();
        assertThat(trials.file("gpus-0")).doesNotExist();

        // when
        gpus.idle();

        // then
        assertThat(trials.line("gpus-0")).isEqualTo("0,1");
        finish(request);
    }

    @Test
    void shouldJoinOthersWhenThatIsWanted() {
        gpus.busy(0, ProcessHandle.current().pid());
        LaunchRequest request = launch(service(new GpuDemand(2, 1, true, null)), 0);
        assertThat(trials.line("gpus-0")).isEqualTo("0,1");
        finish(request);
    }

    @Test
    void shouldNotTakeATrialsOwnProcessesForOthers() {
        // given
        LocalTrainingService service = service(new GpuDemand(1, 2, false, List.of("0")));
        LaunchRequest first = launch(service, 0);
        gpus.busy(0, trials.pid("shell-0"));

        // when
        LaunchRequest second = launch(service, 1);

        // then
        assertThat(trials.line("gpus-1")).isEqualTo("0");
        finish(first, second);
    }

    @Test
    void shouldEndByAKillWhileItWaits() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        LaunchRequest second = launch(service, 1);

        // when
        service.kill(second.key(), Duration.ofSeconds(5));

        // then
        assertThat(end(second).cause()).isEqualTo(Cause.KILLED);
        finish(first);

        // when: the server died before it had recorded that
        RecordingAttemptListener after = new RecordingAttemptListener();
        service(after, newQueue(), new GpuDemand(2, 1, false, null)).launch(second);

        // then
        assertThat(after.awaitEnd(second.key(), PATIENCE).cause()).isEqualTo(Cause.KILLED);
        assertThat(trials.read("runs").lines()).containsExactly("0");
    }

    @Test
    void shouldBeKilledAsAllOthersWhenItRuns() {
        LocalTrainingService service = service(ONE);
        LaunchRequest request = launch(service, 0);
        trials.line("gpus-0");
        service.kill(request.key(), Duration.ZERO);
        assertThat(end(request).cause()).isEqualTo(Cause.KILLED);
    }

    @Test
    void shouldKeepItsGpuWhenTheServerRestarts() {
        // given
        GpuDemand both = new GpuDemand(2, 1, false, null);
        LocalTrainingService before = service(both);
        LaunchRequest runs = launch(before, 7);
        trials.line("gpus-7");
        LaunchRequest waits = launch(before, 3);
        gpus.awaitLooks();
        before.close();

        // when: the one that waits comes first
        RecordingAttemptListener after = new RecordingAttemptListener();
        LocalTrainingService service = service(after, newQueue(), both);
        service.launch(waits);
        service.launch(runs);
        after.awaitStart(runs.key(), PATIENCE);
        gpus.awaitLooks();

        // then
        assertThat(trials.file("gpus-3")).doesNotExist();
        letGo(7);
        after.awaitEnd(runs.key(), PATIENCE);
        assertThat(trials.line("gpus-3")).isEqualTo("0,1");
        letGo(3);
        assertThat(after.awaitEnd(waits.key(), PATIENCE).exitCode()).hasValue(0);
        assertThat(trials.read("runs").lines()).containsExactly("7", "3");
        assertThat(listener.endOf(waits.key())).isEmpty();
    }

    @Test
    void shouldSeeTheTrialsOfOtherExperimentsAndServers() {
        // given
        LaunchRequest first = launch(service(ONE), 0);
        trials.line("gpus-0");
        LaunchRequest second = launch(service(ONE), 1);
        trials.line("gpus-1");

        // when
        LaunchRequest third = launch(service(listener, newQueue(), ONE), 2);
        gpus.awaitLooks();

        // then
        assertThat(trials.line("gpus-1")).isEqualTo("1");
        assertThat(trials.file("gpus-2")).doesNotExist();
        finish(first);
        assertThat(trials.line("gpus-2")).isEqualTo("0");
        finish(second, third);
    }

    @Test
    void shouldFailWhenThereCanNeverBeEnough() {
        AttemptOutcome outcome = end(launch(service(new GpuDemand(3, 1, false, null)), 0));
        assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
        assertThat(outcome.message()).hasValue("trialGpuNumber: 3 (expected: <= 2; this machine has GPU 0, 1)");
    }

    @Test
    void shouldFailWithoutTool() {
        GpuQueue none = new GpuQueue(new GpuTool(Optional.empty(), "/nowhere", PATIENCE), PERIOD);
        AttemptOutcome outcome = end(launch(service(listener, none, ONE), 0));
        assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
        assertThat(outcome.message().orElseThrow()).startsWith("nvidia-smi: not found");
    }

    @Test
    void shouldOutwaitATroubledDriver() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        LaunchRequest second = launch(service, 1);
        gpus.awaitLooks();

        // when
        gpus.script("printf . >> asked; exit 1");
        gpus.awaitLooks();
        gpus.repair();
        finish(first);

        // then
        assertThat(trials.line("gpus-1")).isEqualTo("0,1");
        finish(second);
    }

    @Test
    void shouldBeTimedFromItsRealStart() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        LaunchRequest limited = request(1).withTimeLimit(Duration.ofMillis(1));
        service.launch(limited);
        gpus.awaitLooks();
        assertThat(listener.endOf(limited.key())).as("its time has not begun").isEmpty();

        // when
        Instant before = Instant.now();
        finish(first);

        // then
        assertThat(end(limited).cause()).isEqualTo(Cause.TIMED_OUT);
        assertThat(listener.awaitStart(limited.key(), PATIENCE)).isAfter(before.minusMillis(10));
    }

    @Test
    void shouldNotStartAfterClose() {
        // given
        LocalTrainingService service = service(new GpuDemand(2, 1, false, null));
        LaunchRequest first = launch(service, 0);
        trials.line("gpus-0");
        LaunchRequest second = launch(service, 1);

        // when
        service.close();
        letGo(0);
        LaunchRequest third = launch(service(new GpuDemand(2, 1, false, null)), 2);

        // then
        assertThat(trials.line("gpus-2")).isEqualTo("0,1");
        assertThat(trials.file("gpus-1")).doesNotExist();
        assertThat(listener.endOf(second.key())).isEmpty();
        assertThat(listener.endOf(first.key())).isEmpty();
        finish(third);
    }

    private GpuQueue newQueue() {
        return new GpuQueue(new GpuTool(Optional.of(gpus.tool().toString()), "", PATIENCE), PERIOD);
    }

    private LocalTrainingService service(GpuDemand demand) {
        return service(listener, queue, demand);
    }

    private LocalTrainingService service(RecordingAttemptListener told, GpuQueue line, GpuDemand demand) {
        LocalTrainingService service = TrialFixture.serviceFor(told, line, demand);
        services.add(service);
        return service;
    }

    private LaunchRequest launch(LocalTrainingService service, int trial) {
        LaunchRequest request = request(trial);
        service.launch(request);
        return request;
    }

    private LaunchRequest request(int trial) {
        return TrialFixture.request(
                directory,
                trial,
                "echo N >> runs; echo $$ > shell-N; echo $CUDA_DEVICE_ORDER > order-N; echo $CUDA_VISIBLE_DEVICES > gpus-N; until [[ -e go-N ]]; do sleep 0.02; done"
                        .replace("N", Integer.toString(trial)));
    }

    private void letGo(long trial) {
        try {
            Files.writeString(trials.file("go-" + trial), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish(LaunchRequest... requests) {
        for (LaunchRequest request : requests) {
            letGo(request.key().trialNumber());
            assertThat(end(request).exitCode()).hasValue(0);
        }
    }

    private AttemptOutcome end(LaunchRequest request) {
        return listener.awaitEnd(request.key(), PATIENCE);
    }
}
