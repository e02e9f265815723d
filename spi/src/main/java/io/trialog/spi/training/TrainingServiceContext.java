package io.trialog.spi.training;

import io.trialog.spi.option.Options;

/** What a training service gets from the server. It grows by default methods. */
public interface TrainingServiceContext {

    /** The user's keys under {@code trainingService}, read by the factory's {@link TrainingServiceFactory#options()}. */
    Options options();

    /** Where to tell what becomes of attempts. */
    AttemptListener listener();
}
