package io.trialog.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.engine.Command;
import io.trialog.engine.Outcome;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.CrashingEventLog;
import io.trialog.fixtures.CrashingEventLog.Crash;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.Seed;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Law 1: answers never run ahead of the disk. Random lives of experiments on machines that die in the middle of an append,
 * and go on from what their disks hold. More of them: {@code -Dcrashes=N}.
 */
class CrashTest {

    private static final int CRASHES = Integer.getInteger("crashes", 300);
    private static final int MAX_APPENDS = 40;
    private static final int COMMANDS_AFTERWARDS = 30;

    private final long seed = Seed.of(CrashTest.class);

    /** A command with its answer, and how many events listeners had heard of when that came. */
    private record Sent(
            Command<?> command, CompletableFuture<? extends Outcome<?>> answer, CompletableFuture<Integer> at) {

        static Sent to(EngineFixture fixture, Command<?> command, List<RecordedEvent> told) {
            CompletableFuture<? extends Outcome<?>> answer = fixture.engine().submit(command);
            // on the thread that answers, in the same moment
            return new Sent(command, answer, answer.thenApply(outcome -> told.size()));
        }

        boolean isAccepted() {
            return answer.join() instanceof Outcome.Accepted<?>;
        }
    }

    @Test
    void shouldLoseNothingAcknowledgedAndGoOnFromWhatSurvives() {
        int recordedThoughNobodyWasTold = 0;
        int lostThoughWritten = 0;
        for (int life = 0; life < CRASHES; life++) {
            // given
            Random random = new Random(seed + life);
            Crash crash = Crash.values()[life % Crash.values().length];
            // every other machine has the durability that may lose what was not synced yet
            int syncEvery = life % 2 == 0 ? 1 : 2 + random.nextInt(4);
            String name = "seed %d, %s, sync every %d".formatted(seed + life, crash, syncEvery);
            CrashingEventLog log = new CrashingEventLog(crash, random.nextInt(MAX_APPENDS), syncEvery, random);
            List<RecordedEvent> told = Collections.synchronizedList(new ArrayList<>());

            // when
            List<Sent> sent = liveUntilDeath(random, log, told, name);

            // then
            List<RecordedEvent> survivors = log.survivors();
            int safe = syncEvery == 1 ? Integer.MAX_VALUE : Math.toIntExact(log.synced());
            requireAllThatWasAcknowledged(survivors, sent, told, safe, name);
            goOn(random, survivors, sent, name);
            recordedThoughNobodyWasTold += survivors.size() > told.size() ? 1 : 0;
            lostThoughWritten += survivors.size() < log.lastPosition() ? 1 : 0;
        }
        assertThat(recordedThoughNobodyWasTold).isGreaterThan(CRASHES / 10);
        assertThat(lostThoughWritten).isGreaterThan(CRASHES / 10);
    }

    /** Sends bursts of commands, as several trials and people do at a time, until the machine dies. */
    private static List<Sent> liveUntilDeath(
            Random random, CrashingEventLog log, List<RecordedEvent> told, String name) {
        List<Sent> sent = new ArrayList<>();
        try (EngineFixture fixture = new EngineFixture(log, 1024, told::addAll)) {
            while (!log.isDead()) {
                fixture.after(Duration.ofMillis(random.nextInt(5000)));
                List<RecordedEvent> known = List.copyOf(told);
                List<Sent> burst = new ArrayList<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    burst.add(Sent.to(fixture, ReplayEqualsLiveTest.command(random, known), told));
                }
                burst.forEach(one -> one.at().orTimeout(10, TimeUnit.SECONDS).join());
                sent.addAll(burst);
            }
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> fixture.fault() != null);
            assertThat(fixture.fault()).as(name).hasMessageStartingWith("the machine dies");
            Sent late = Sent.to(fixture, ReplayEqualsLiveTest.command(random, List.of()), told);
            assertThat(late.isAccepted())
                    .as("accepted after its death, %s", name)
                    .isFalse();
        }
        return sent;
    }

    /**
     * @param safe how many of the first events the machine's durability promises to keep
     */
    private static void requireAllThatWasAcknowledged(
            List<RecordedEvent> survivors, List<Sent> sent, List<RecordedEvent> told, int safe, String name) {
        requireBegin(told.subList(0, Math.min(told.size(), safe)), survivors, name);
        Set<String> recorded = RecordedFacts.in(survivors);
        for (Sent one : sent) {
            if (one.isAccepted() && one.at().join() <= safe) {
                assertThat(recorded)
                        .as(
                                "%s was answered %s, %s",
                                one.command(), one.answer().join(), name)
                        .containsAll(RecordedFacts.promisedBy(
                                one.command(), one.answer().join()));
            }
        }
    }

    /** A new server on what survived knows exactly that, records nothing of it a second time, and goes on. */
    private static void goOn(Random random, List<RecordedEvent> survivors, List<Sent> sent, String name) {
        InMemoryEventLog log = new InMemoryEventLog(survivors);
        try (EngineFixture fixture = new EngineFixture(log, 1024)) {
            assertThat(fixture.core().asMap()).as(name).isEqualTo(fold(survivors));
            for (Sent one : sent) {
                sendAgain(one.command(), fixture, log, name);
            }
            for (int i = 0; i < COMMANDS_AFTERWARDS; i++) {
                fixture.when(ReplayEqualsLiveTest.command(random, log.events()));
            }
            assertThat(fixture.fault()).as(name).isNull();
            requireBegin(survivors, log.events(), name);
            assertThat(fixture.core().asMap()).as(name).isEqualTo(fold(log.events()));
            assertThat(log.events().stream().flatMap(RecordedFacts::of))
                    .as(name)
                    .doesNotHaveDuplicates();
        }
    }

    private static void sendAgain(Command<?> command, EngineFixture fixture, InMemoryEventLog log, String name) {
        Set<String> known = RecordedFacts.in(log.events());
        Outcome<?> outcome = fixture.when(command).outcome();
        if (command instanceof ReportMetrics reports && outcome instanceof Outcome.Accepted<?> accepted) {
            assertThat((List<?>) accepted.reply())
                    .extracting(ReportResult.class::cast)
                    .filteredOn(result -> known.contains(RecordedFacts.report(reports.key(), result.sequence())))
                    .as("%s again, %s", command, name)
                    .extracting(ReportResult::status)
                    .doesNotContain(ReportResult.Status.ACCEPTED);
        } else if (RecordedFacts.wantedBy(command).anyMatch(known::contains)) {
            assertThat(fixture.newEvents()).as("%s again, %s", command, name).isEmpty();
        }
    }

    private static void requireBegin(List<RecordedEvent> begin, List<RecordedEvent> events, String name) {
        assertThat(events).as(name).hasSizeGreaterThanOrEqualTo(begin.size());
        assertThat(events.subList(0, begin.size())).as(name).isEqualTo(begin);
    }

    private static Map<String, Object> fold(List<RecordedEvent> events) {
        ExperimentCore core = new ExperimentCore();
        events.forEach(core::apply);
        return core.asMap();
    }
}
