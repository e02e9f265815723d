package io.trialog.experiment;

import java.util.List;

/** The keys of a configuration. */
final class ExperimentKeys {

    static final String EXPERIMENT_NAME = "experimentName";
    static final String SEARCH_SPACE = "searchSpace";
    static final String SEARCH_SPACE_FILE = "searchSpaceFile";
    static final String TRIAL_COMMAND = "trialCommand";
    static final String TRIAL_CODE_DIRECTORY = "trialCodeDirectory";
    static final String TRIAL_CONCURRENCY = "trialConcurrency";
    static final String MAX_TRIAL_NUMBER = "maxTrialNumber";
    static final String MAX_EXPERIMENT_DURATION = "maxExperimentDuration";
    static final String MAX_TRIAL_DURATION = "maxTrialDuration";
    static final String RETRY = "retry";
    static final String NON_FINITE_METRIC = "nonFiniteMetric";
    static final String TRIAL_LEASE = "trialLease";
    static final String OPTIMIZE_MODE = "optimizeMode";
    static final String TUNER = "tuner";
    static final String ASSESSOR = "assessor";
    static final String TRAINING_SERVICE = "trainingService";
    static final String SEED = "seed";

    /** At the top, in the order of help texts. */
    static final List<String> ROOT = List.of(
            EXPERIMENT_NAME,
            SEARCH_SPACE,
            SEARCH_SPACE_FILE,
            TRIAL_COMMAND,
            TRIAL_CODE_DIRECTORY,
            TRIAL_CONCURRENCY,
            MAX_TRIAL_NUMBER,
            MAX_EXPERIMENT_DURATION,
            MAX_TRIAL_DURATION,
            RETRY,
            NON_FINITE_METRIC,
            TRIAL_LEASE,
            Duplicates.KEY,
            OPTIMIZE_MODE,
            TUNER,
            ASSESSOR,
            TRAINING_SERVICE,
            SEED);

    private ExperimentKeys() {}
}
