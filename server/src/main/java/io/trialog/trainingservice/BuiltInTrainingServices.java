package io.trialog.trainingservice;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.trainingservice.local.LocalTrainingServiceFactory;
import java.util.List;

/** Brings the training services of this package. */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class BuiltInTrainingServices implements Plugin {

    /** For {@link java.util.ServiceLoader}. */
    public BuiltInTrainingServices() {}

    @Override
    public List<TrainingServiceFactory> trainingServices() {
        return List.of(new LocalTrainingServiceFactory());
    }
}
