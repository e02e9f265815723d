package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.projection.ExperimentSummary;
import java.util.List;

/** Makes what follows an experiment: tuner, assessor, training service. */
@FunctionalInterface
public interface FollowerSource {

    /** New followers of an experiment. */
    List<Follower> followers(ExperimentSummary experiment);
}
