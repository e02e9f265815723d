package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerLoopTest {

    private static final String TOLD = "WARN it fails: not here";

    private final LogLines log = LogLines.captured();
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
    private volatile boolean isAway;
    private BrokerLoop loop;

    @BeforeEach
    void setUp() {
        Outage trouble = new Outage(
                LoggerFactory.getLogger(BrokerLoopTest.class), "it fails: %s", "it works after %s", System::nanoTime);
        loop = new BrokerLoop("test-loop", () -> isAway, trouble, Duration.ZERO, () -> loop.repeat(this::step));
        loop.start();
    }

    @AfterEach
    void tearDown() {
        loop.close(Duration.ofSeconds(10));
        log.close();
    }

    private void step() {
        Runnable step;
        try {
            step = steps.take();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        try {
            step.run();
        } finally {
            done.add(1);
        }
    }

    @Test
    void shouldTellOnceOfAFailureThatDoesNotPass() throws Exception {
        // when
        fails(new UnknownTopicOrPartitionException("not here"), 3 * BrokerLoop.PATIENT_FAILURES);

        // then
        assertThat(log.with("")).containsExactly(TOLD);
    }

    @Test
    void shouldNotTellOfFailuresThatPass() throws Exception {
        for (int i = 0; i < 3; i++) {
            // when
            fails(new UnknownTopicOrPartitionException("not here"), BrokerLoop.PATIENT_FAILURES - 1);
            works();
        }

        // then
        assertThat(log.with("")).isEmpty();
    }

    @Test
    void shouldTellAtOnceOfARightThatIsMissing() throws Exception {
        // when
        fails(new TopicAuthorizationException("not here"), 2);

        // then
        assertThat(log.with("")).containsExactly(TOLD);
    }

    @Test
    void shouldLeaveItToTheWatchToTellThatNobodyAnswersOrLetsItIn() throws Exception {
        // when
        isAway = true;
        fails(new UnknownTopicOrPartitionException("not here"), 3 * BrokerLoop.PATIENT_FAILURES);
        fails(new SaslAuthenticationException("not you"), 3 * BrokerLoop.PATIENT_FAILURES);

        // then
        assertThat(log.with("")).isEmpty();
    }

    /** Brokers that have just come back do not know their topics at once. */
    @Test
    void shouldBePatientAgainAfterAnOutage() throws Exception {
        // given
        isAway = true;
        fails(new UnknownTopicOrPartitionException("away"), 3 * BrokerLoop.PATIENT_FAILURES);

        // when
        isAway = false;
        fails(new UnknownTopicOrPartitionException("not here"), BrokerLoop.PATIENT_FAILURES - 1);

        // then
        assertThat(log.with("")).isEmpty();

        // when
        fails(new UnknownTopicOrPartitionException("not here"), 1);

        // then
        assertThat(log.with("")).containsExactly(TOLD);
    }

    @Test
    void shouldTellThatItWorksAgain() throws Exception {
        // given
        fails(new TopicAuthorizationException("not here"), 1);

        // when
        works();

        // then
        assertThat(log.with("")).containsExactly(TOLD, "INFO it works after 0 s");
    }

    @Test
    void shouldEndWithItsWork() {
        // when
        loop.close(Duration.ofSeconds(10));

        // then
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("test-loop");
    }

    private void fails(RuntimeException failure, int times) throws InterruptedException {
        Runnable failing = () -> {
            throw failure;
        };
        run(failing, times);
    }

    private void works() throws InterruptedException {
        run(loop::works, 1);
    }

    /** Runs steps, and one more that does nothing: what follows a failure is done then. */
    private void run(Runnable step, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            steps.add(step);
        }
        steps.add(() -> {});
        for (int i = 0; i <= times; i++) {
            done.take();
        }
    }
}
