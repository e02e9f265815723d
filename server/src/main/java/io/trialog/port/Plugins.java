package io.trialog.port;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Optional;

/** The loaded plugins, by the names that configurations use. */
public interface Plugins {

    /** The tuner of this name or alias, regardless of case. */
    Optional<TunerFactory> tuner(String name);

    /** The assessor of this name or alias, regardless of case. */
    Optional<AssessorFactory> assessor(String name);

    /** The training service of this platform name, regardless of case. */
    Optional<TrainingServiceFactory> trainingService(String platform);

    /** Names for error messages and help. */
    List<String> tunerNames();

    /** Names for error messages and help. */
    List<String> assessorNames();

    /** Names for error messages and help. */
    List<String> trainingServiceNames();

    /** Name and version of the plugin that brought a factory, for the log: {@code trialog-tuners 0.1.0}. */
    String originOf(Object factory);
}
