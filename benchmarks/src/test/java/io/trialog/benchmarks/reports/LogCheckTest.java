package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.spi.training.AttemptKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {

    private static final ExperimentId X = new ExperimentId("x");

    @TempDir
    Path folder;

    private RocksEventLog log;

    @BeforeEach
    void open() {
        log = RocksEventLog.open(folder, Durability.OS);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldCountReportsWhenAllAreThereOnce() {
        append(report(0, 0), report(1, 0), report(0, 1));

        assertThat(LogCheck.check(log, List.of(reporter(0, 2), reporter(1, 1), reporter(2, 0))))
                .isEqualTo(3);
    }

    @Test
    void shouldMissAnAcknowledgedReport() {
        append(report(0, 0));

        assertThatThrownBy(() -> LogCheck.check(log, List.of(reporter(0, 2))))
                .hasMessage("trial x-0: 1 reports in the log (expected: the 2 acknowledged)");
    }

    @Test
    void shouldFindAReportThatWasNotAcknowledged() {
        append(report(0, 0), report(0, 1));

        assertThatThrownBy(() -> LogCheck.check(log, List.of(reporter(0, 1))))
                .hasMessage("trial x-0: 2 reports in the log (expected: the 1 acknowledged)");
    }

    @Test
    void shouldFindAReportOfATrialThatNobodySpokeFor() {
        append(report(0, 0), report(7, 0));

        assertThatThrownBy(() -> LogCheck.check(log, List.of(reporter(0, 1))))
                .hasMessage("trial x-7: 1 reports in the log (expected: none)");
    }

    @Test
    void shouldFindADoubleReport() {
        append(report(0, 0), report(0, 0));

        assertThatThrownBy(() -> LogCheck.check(log, List.of(reporter(0, 2))))
                .hasMessage("position 2: report 0 of trial x-0 (expected: 1)");
    }

    @Test
    void shouldFindARefusedReport() {
        append(new ReportRefused(X, 0, 1, 0, "odd"));

        assertThatThrownBy(() -> LogCheck.check(log, List.of(reporter(0, 0)))).hasMessage("position 1: refused: odd");
    }

    private void append(Event... events) {
        for (Event event : events) {
            log.append(List.of(new RecordedEvent(log.lastPosition() + 1, Instant.EPOCH, "test", event)));
        }
    }

    private static MetricReported report(long trial, long sequence) {
        return new MetricReported(X, trial, 1, sequence, MetricKind.INTERMEDIATE, Map.of("default", 0.5), null);
    }

    private static Reporter reporter(long trial, int acknowledged) {
        Reporter reporter = new Reporter(
                URI.create("http://127.0.0.1:1"), new Invitation(new AttemptKey(X.value(), trial, 1), "token"));
        reporter.acknowledge(acknowledged);
        return reporter;
    }
}
