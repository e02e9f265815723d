package io.trialog.benchmarks.reports;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings the training service {@value #PLATFORM}: its attempts start, run no process, and never end. Each is announced on
 * standard output, so that another process can report in its name.
 */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class SilentTrials implements Plugin {

    /** What configurations call it. */
    public static final String PLATFORM = "silent";

    /** For {@link java.util.ServiceLoader}. */
    public SilentTrials() {}

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
            return "Runs nothing: the load harness reports in the name of its trials.";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.of();
        }

        @Override
        public TrainingService create(TrainingServiceContext context) {
            return new Service(context, line -> System.out.println(line));
        }
    }

    private record Service(TrainingServiceContext context, Consumer<String> announcements) implements TrainingService {

        @Override
        public void launch(LaunchRequest request) {
            context.listener().started(request.key(), Instant.now());
            announcements.accept(
                    new Invitation(request.key(), request.environment().getOrDefault("TRIALOG_TOKEN", "")).line());
        }

        @Override
        public void kill(AttemptKey key, Duration grace) {
            // nothing runs
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
