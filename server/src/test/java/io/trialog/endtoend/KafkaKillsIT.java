package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import io.trialog.testbroker.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again, at random moments, while thousands of reports flow over Kafka: each counts once,
 * and none is lost. More kills: {@code -Dserver.kills=N}.
 */
class KafkaKillsIT {

    private static final int KILLS = Integer.getInteger("server.kills", 6);
    private static final int TRIALS = 2;
    private static final int REPORTS = 4000;

    private static TestBroker broker;

    private final Random random = Seed.random(getClass());

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.startPlain();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
        KafkaExperiments.installPython(workplace, folder);
    }

    @Test
    void shouldCountEveryReportOnce() {
        // given
        KafkaExperiments kafka = new KafkaExperiments(broker, "kills");
        String settings = kafka.settings() + "maxTrialNumber: %d\ntrialConcurrency: 2\n".formatted(TRIALS);
        TrialogProcess server = workplace.run(experiments.python(settings, """
                for step in range(%d):
                    trialog.report_intermediate_result(number + step / 10000)
                    time.sleep(0.004)
                wait_for("last-server-runs")
                trialog.report_final_result(number + 0.5)
                """.formatted(REPORTS)));
        String id = server.experiment();
        experiments.awaitStarts(2);

        // when
        for (int kill = 0; kill < KILLS; kill++) {
            boolean whileItStarts = random.nextInt(3) == 0;
            if (!whileItStarts) {
                server.url();
            }
            assertThat(server.endsWithin(Duration.ofMillis(random.nextInt(1500))))
                    .as("ended before kill %d", kill)
                    .isFalse();
            server.kill();
            server = workplace.resume(id);
        }
        experiments.open("last-server-runs");
        server.ended().with(0);

        // then
        RecordedLog log = workplace.log();
        assertThat(log.trialEnds()).hasSize(TRIALS).containsOnly("SUCCEEDED");
        for (long trial = 0; trial < TRIALS; trial++) {
            assertThat(log.reports(trial)).hasSize(REPORTS + 1).endsWith(trial + 0.5);
        }
        assertThat(KafkaExperiments.reportsOverKafka(log)).isGreaterThan(REPORTS);
        assertThat(experiments.starts()).hasSize(TRIALS);
        assertThat(kafka.records(kafka.deadLetterTopic())).isZero();
        assertThat(workplace.out("log", "verify")).startsWith("OK");
        Leftovers.awaitNoneOf(workplace.data());
    }
}
