package io.trialog.adapter.plugin;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** All that one plugin brings. It is taken as a whole or not at all. */
record Offer(
        LoadedPlugin plugin,
        List<Provided<TunerFactory>> tuners,
        List<Provided<AssessorFactory>> assessors,
        List<Provided<TrainingServiceFactory>> trainingServices) {}
