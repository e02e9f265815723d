package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.Plugin;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PluginCatalogTest {

    @Test
    void shouldFindByNameAndAliasRegardlessOfCase() {
        // given
        PluginCatalog catalog = PluginCatalog.of(new OneOfEach());

        // when / then
        assertThat(catalog.tuner("tpe")).get().extracting(Provided::name).isEqualTo("TPE");
        assertThat(catalog.tuner("BAYES")).isEqualTo(catalog.tuner("TPE"));
        assertThat(catalog.assessor("medianSTOP"))
                .get()
                .extracting(Provided::name)
                .isEqualTo("Medianstop");
        assertThat(catalog.trainingService("Local"))
                .get()
                .extracting(Provided::name)
                .isEqualTo("local");
        assertThat(catalog.tuner("Medianstop")).isEmpty();
    }

    @Test
    void shouldFindWhateverTheLanguageOfTheMachine() {
        // given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            // when / then: in Turkish, I in lower case has no dot
            assertThat(PluginCatalog.of(new OneOfEach()).assessor("MEDIANSTOP")).isPresent();
            assertThat(PluginCatalog.of(new OneOfEach()).trainingService("LOCAL"))
                    .isPresent();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldSuggestTheNearestNameToThoseWhoMistype() {
        // when / then
        assertThat(PluginCatalog.of(new OneOfEach()).tuners().unknown("tuner.name", "bayse"))
                .hasToString("tuner.name: unknown tuner 'bayse' (expected: one of TPE); did you mean 'bayes'?");
    }

    @Test
    void shouldSayWhenThereIsNothingToName() {
        // when / then
        assertThat(PluginCatalog.of().trainingServices().unknown("trainingService.platform", "local"))
                .hasToString(
                        "trainingService.platform: unknown training service 'local' (expected: none is installed)");
    }

    @Test
    void shouldRefuseTwoOfOneName() {
        // when / then
        assertThatThrownBy(() -> PluginCatalog.of(new OneOfEach(), new OneOfEach()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tuner 'tpe'")
                .hasMessageContaining("tuner 'bayes'")
                .hasMessageContaining("assessor 'medianstop'")
                .hasMessageContaining("training service 'local'");
    }

    @Test
    void shouldRefuseAPluginThatThrows() {
        // given
        Plugin broken = new Plugin() {
            @Override
            public List<TunerFactory> tuners() {
                throw new IllegalStateException("no licence");
            }
        };

        // when / then
        assertThatThrownBy(() -> PluginCatalog.of(broken))
                .isInstanceOf(PluginFailure.class)
                .hasMessage("plugin 'embedded', tuners(): java.lang.IllegalStateException: no licence");
    }

    private static final class OneOfEach implements Plugin {

        @Override
        public List<TunerFactory> tuners() {
            return List.of(new TunerFactory() {
                @Override
                public String name() {
                    return "TPE";
                }

                @Override
                public List<String> aliases() {
                    return List.of("tpe", "bayes");
                }

                @Override
                public String description() {
                    return "A tuner.";
                }

                @Override
                public OptionSchema options() {
                    return OptionSchema.none();
                }

                @Override
                public Tuner create(TunerContext context) {
                    throw new UnsupportedOperationException();
                }
            });
        }

        @Override
        public List<AssessorFactory> assessors() {
            return List.of(new AssessorFactory() {
                @Override
                public String name() {
                    return "Medianstop";
                }

                @Override
                public String description() {
                    return "An assessor.";
                }

                @Override
                public OptionSchema options() {
                    return OptionSchema.none();
                }

                @Override
                public Assessor create(AssessorContext context) {
                    throw new UnsupportedOperationException();
                }
            });
        }

        @Override
        public List<TrainingServiceFactory> trainingServices() {
            return List.of(new TrainingServiceFactory() {
                @Override
                public String platform() {
                    return "local";
                }

                @Override
                public String description() {
                    return "A training service.";
                }

                @Override
                public OptionSchema options() {
                    return OptionSchema.none();
                }

                @Override
                public TrainingService create(TrainingServiceContext context) {
                    throw new UnsupportedOperationException();
                }
            });
        }
    }
}
