package io.trialog.spi.training;

import io.trialog.spi.option.OptionSchema;

/** Makes training services of one kind. Called by any thread. */
public interface TrainingServiceFactory {

    /** The platform name that configurations use, compared regardless of case: {@code local}. */
    String platform();

    /** One sentence for people who choose a training service. */
    String description();

    /** What {@code trainingService} may hold besides {@code platform}. */
    OptionSchema options();

    /** Makes the service for one experiment. */
    TrainingService create(TrainingServiceContext context);
}
