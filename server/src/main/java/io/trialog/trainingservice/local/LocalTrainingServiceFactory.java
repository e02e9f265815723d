package io.trialog.trainingservice.local;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes training services that run trials on the server's machine.
 *
 * <p>Trials find the Python package {@code trialog} without installation when the system property {@code
 * trialog.python.sdk}, or else the environment variable {@code TRIALOG_PYTHON_SDK}, names the directory that holds it.
 *
 * <p>GPUs are those that {@code nvidia-smi} lists; the system property {@code trialog.nvidia-smi} names another file to ask.
 */
public final class LocalTrainingServiceFactory implements TrainingServiceFactory {

    static final String PYTHON_SDK_PROPERTY = "trialog.python.sdk";
    static final String PYTHON_SDK_VARIABLE = "TRIALOG_PYTHON_SDK";

    private static final String GRACE_SECONDS = "grace_seconds";
    private static final Duration GPU_PERIOD = Duration.ofSeconds(3);
    private static final Duration SPARE_PATIENCE = Duration.ofSeconds(10);
    private static final double DAY_SECONDS = 86_400;

    /** Of all experiments of the server: what one gets, no other does. */
    private final GpuQueue gpus = new GpuQueue(GpuTool.here(), GPU_PERIOD);

    private final Programs programs =
            Programs.on(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    /** Of all experiments, too. */
    private final SpareShells spares = new SpareShells(programs, SPARE_PATIENCE);

    /** For plugins and tests; the server finds it through {@link io.trialog.spi.Plugin}. */
    public LocalTrainingServiceFactory() {}

    @Override
    public String platform() {
        return "local";
    }

    @Override
    public String description() {
        return "Runs trials as processes on the server's own machine; they go on when the server stops.";
    }

    @Override
    public OptionSchema options() {
        List<OptionSpec> specs = new ArrayList<>(GpuOptions.SPECS);
        specs.add(OptionSpec.number(
                        GRACE_SECONDS,
                        "seconds that a trial beyond its time limit has to end by itself (SIGTERM), before it is forced"
                                + " to (SIGKILL)")
                .atLeast(0)
                .atMost(DAY_SECONDS)
                .defaultsTo(10.0));
        return OptionSchema.of(specs);
    }

    @Override
    public TrainingService create(TrainingServiceContext context) {
        Duration grace = Duration.ofMillis(Math.round(1000 * context.options().number(GRACE_SECONDS)));
        Launcher launcher = new Launcher(programs, spares, pythonSdk());
        return new LocalTrainingService(
                context.listener(),
                launcher,
                grace,
                gpus,
                GpuDemand.of(context.options(), System.getenv("CUDA_VISIBLE_DEVICES")));
    }

    private static Optional<Path> pythonSdk() {
        return Optional.ofNullable(System.getProperty(PYTHON_SDK_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(PYTHON_SDK_VARIABLE)))
                .filter(path -> !path.isBlank())
                .map(path -> Path.of(path).toAbsolutePath());
    }
}
