package io.trialog.benchmarks.slots;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Brings the training service {@value #PLATFORM}: its attempts run no process, and end with a result after a time that is drawn evenly
 * from half to one and a half of what is configured.
 */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class TimedTrials implements Plugin {

    static final String PLATFORM = "timed";
    static final String MILLIS = "run_millis";

    private static final String RESULT = "{\"sequence\": 0, \"kind\": \"final\", \"value\": 1.0}";

    /** For {@link java.util.ServiceLoader}. */
    public TimedTrials() {}

    @Override
    public List<TrainingServiceFactory> trainingServices() {
        return List.of(new Factory());
    }

    private static final class Factory implements TrainingServiceFactory {

        @Override
        public String platform() {
            return PLATFORM;
        }

        @Override
        public String description() {
            return "Runs nothing: attempts end after a while.";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.of(OptionSpec.integer(MILLIS, "how long an attempt takes, in milliseconds, on average")
                    .defaultsTo(0));
        }

        @Override
        public TrainingService create(TrainingServiceContext context) {
            return new Service(context, Executors.newSingleThreadScheduledExecutor());
        }
    }

    private record Service(TrainingServiceContext context, ScheduledExecutorService timer) implements TrainingService {

        @Override
        public void launch(LaunchRequest request) {
            AttemptKey key = request.key();
            context.listener().started(key, Instant.now());
            double share = 0.5 + new SplittableRandom(key.trialNumber()).nextDouble();
            long millis = Math.round(share * context.options().integer(MILLIS));
            ScheduledFuture<?> unused = timer.schedule(() -> end(key), millis, TimeUnit.MILLISECONDS);
        }

        private void end(AttemptKey key) {
            context.listener().ended(key, AttemptOutcome.exited(0).withUndeliveredReports(List.of(RESULT)));
        }

        @Override
        public void kill(AttemptKey key, Duration grace) {
            context.listener().ended(key, AttemptOutcome.killed());
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
