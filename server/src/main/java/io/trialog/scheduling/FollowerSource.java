package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ExperimentConfig;
import java.util.List;

/** Makes what follows an experiment: tuner, assessor, training service. */
@FunctionalInterface
public interface FollowerSource {

    /** New followers of an experiment. */
    List<Follower> followers(ExperimentId experiment, ExperimentConfig config);
}
