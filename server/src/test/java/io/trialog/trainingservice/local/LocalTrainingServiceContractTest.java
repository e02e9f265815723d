package io.trialog.trainingservice.local;

import io.trialog.spi.testkit.TrainingServiceContract;
import io.trialog.spi.training.TrainingServiceFactory;

class LocalTrainingServiceContractTest extends TrainingServiceContract {

    @Override
    protected TrainingServiceFactory factory() {
        return new LocalTrainingServiceFactory();
    }
}
