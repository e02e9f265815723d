package io.trialog.trainingservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.training.TrainingServiceFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInTrainingServicesTest {

    @Test
    void shouldBeFoundLikeAnyPlugin() {
        assertThat(ServiceLoader.load(Plugin.class))
                .filteredOn(BuiltInTrainingServices.class::isInstance)
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.trainingServices())
                        .extracting(TrainingServiceFactory::platform)
                        .contains("local"));
    }

    @Test
    void shouldSayWhichInterfaceItWasBuiltFor() {
        SpiVersion version = BuiltInTrainingServices.class.getAnnotation(SpiVersion.class);

        assertThat(version.major()).isEqualTo(SpiVersion.MAJOR);
        assertThat(version.minor()).isEqualTo(SpiVersion.MINOR);
    }
}
