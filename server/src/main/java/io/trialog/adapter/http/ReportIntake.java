package io.trialog.adapter.http;

import io.trialog.adapter.http.KnownReporters.KnownReporter;
import io.trialog.engine.Engine;
import io.trialog.engine.Outcome;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.metric.ReportResult;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialRow;
import io.trialog.scheduling.SignsOfLife;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The short way for reports, past the router. It takes requests whose head is that of one which the {@linkplain ReportRoutes
 * routes} let through before, with a plain body of JSON, and answers as they do; everything else is left to them. One for each event loop.
 */
final class ReportIntake {

    private static final int MAX_LENGTH_DIGITS = 9;

    private final KnownReporters reporters;
    private final Engine engine;
    private final ExperimentBoard board;
    private final SignsOfLife signsOfLife;
    private final Unwanted unwanted;
    private final RequestMonitor requests;
    private final int maxBodyBytes;
    private final ReplyQueue replies;

    /**
     * A way to an engine.
     *
     * @param context that of the event loop
     */
    ReportIntake(
            HttpDependencies needed, Engine engine, KnownReporters reporters, HttpSettings settings, Context context) {
        this.reporters = reporters;
        this.engine = engine;
        this.board = needed.board();
        this.signsOfLife = needed.signsOfLife();
        this.unwanted = new Unwanted(signsOfLife);
        this.requests = needed.requests();
        this.maxBodyBytes = settings.maxBodyBytes();
        this.replies = new ReplyQueue(context);
    }

    /** Whether it takes a request; else the request is as it was. */
    boolean take(HttpServerRequest request) {
        if (!HttpMethod.POST.equals(request.method()) || !hasPlainBody(request)) {
            return false;
        }
        KnownReporter reporter = reporters.find(request);
        if (reporter == null || trial(reporter).isEmpty()) {
            return false;
        }
        new Exchange(request, reporter).begin();
        return true;
    }

    /** Whether it is JSON of a length that is known, allowed, and sent without asking first. */
    private boolean hasPlainBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null
                && isShortNumber(length)
                && Integer.parseInt(length) <= maxBodyBytes
                && Answers.JSON.equals(request.getHeader(HttpHeaders.CONTENT_TYPE))
                && !request.headers().contains(HttpHeaders.EXPECT);
    }

    /** Without a stream: it is asked for each request. */
    private static boolean isShortNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH_DIGITS;
    }

    private Optional<TrialRow> trial(KnownReporter reporter) {
        return board.trial(reporter.experiment(), reporter.key().trialNumber());
    }

    /** One request with its answer. */
    private final class Exchange {

        private final HttpServerRequest request;
        private final KnownReporter reporter;
        private final long begin = System.nanoTime();

        Exchange(HttpServerRequest request, KnownReporter reporter) {
            this.request = request;
            this.reporter = reporter;
        }

        void begin() {
            ApiRoutes.protect(request.response());
            request.body().onSuccess(this::receive); // otherwise the client has gone: nobody waits for an answer
        }

        private void receive(Buffer body) {
            signsOfLife.reported(reporter.key());
            guarded(() -> {
                List<Report> reports = ReportsReader.read(body.getBytes());
                engine.submit(
                        new ReportMetrics(reporter.key(), reports),
                        outcome -> replies.add(() -> guarded(() -> answer(outcome))));
            });
        }

        private void answer(Outcome<List<ReportResult>> outcome) {
            if (outcome instanceof Outcome.Accepted<List<ReportResult>> accepted) {
                Optional<TrialRow> trial = trial(reporter);
                String stop =
                        trial.isPresent() ? unwanted.reason(reporter.key(), trial.get()) : "the experiment was deleted";
                send(200, ReportAnswer.of(accepted.reply(), stop));
            } else if (outcome instanceof Outcome.Rejected<List<ReportResult>> rejected) {
                refuse(ApiError.of(rejected.rejection()));
            }
        }

        private void guarded(Runnable body) {
            try {
                body.run();
            } catch (RequestRefused refused) {
                refuse(refused.error());
            } catch (RuntimeException e) {
                refuse(ErrorAnswers.defect(request, e));
            }
        }

        private void refuse(ApiError error) {
            ErrorAnswers.retryHint(request.response(), error);
            send(error.httpStatus(), error.toJson());
        }

        private void send(int status, Buffer body) {
            Answers.send(request.response(), status, Answers.JSON, body)
                    .onSuccess(sent -> requests.answered(
                            request.method().name(), ApiRoutes.REPORTS, status, System.nanoTime() - begin));
        }
    }
}
