package io.trialog.tuners;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.TunerFactory;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInTunersTest {

    private final Plugin plugin = ServiceLoader.load(Plugin.class).stream()
            .filter(provider -> provider.type() == BuiltInTuners.class)
            .findFirst()
            .orElseThrow()
            .get();

    @Test
    void shouldBeFoundAndCarryTheVersion() {
        assertThat(plugin.getClass().getAnnotation(SpiVersion.class).major()).isEqualTo(SpiVersion.MAJOR);
    }

    @Test
    void shouldBringTheBuiltIns() {
        assertThat(plugin.tuners()).extracting(TunerFactory::name).contains("GP", "Random", "TPE");
        assertThat(plugin.assessors()).extracting(AssessorFactory::name).contains("Medianstop");
    }

    @Test
    void shouldAcceptDirectionAndSeedEverywhere() {
        Map<String, Object> given = Map.of("optimize_mode", "maximize", "seed", 3);

        assertThat(plugin.tuners())
                .allSatisfy(factory -> assertThat(factory.options().read(given).integer("seed"))
                        .isEqualTo(3));
    }

    @Test
    void shouldSayWhatTheyAreFor() {
        assertThat(plugin.tuners())
                .allSatisfy(factory -> assertThat(factory.profile().texts())
                        .as("the profile of %s", factory.name())
                        .containsKeys("use for", "search spaces", "parallelism", "budget", "cost"));
        assertThat(plugin.assessors())
                .allSatisfy(factory -> assertThat(factory.profile().texts())
                        .as("the profile of %s", factory.name())
                        .containsKey("use for"));
    }

    @Test
    void shouldHaveReadableDefaults() {
        for (TunerFactory factory : plugin.tuners()) {
            OptionSchema options = factory.options();
            assertThat(options.read(options.read(Map.of()).asMap()).asMap())
                    .as("the defaults of %s are valid values", factory.name())
                    .isEqualTo(options.read(Map.of()).asMap());
        }
    }
}
