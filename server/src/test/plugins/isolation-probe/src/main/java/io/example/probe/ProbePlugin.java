package io.example.probe;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** Brings the tuner {@code Probe}, which tells what a plugin sees of its surroundings. */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class ProbePlugin implements Plugin {

    @Override
    public List<TunerFactory> tuners() {
        return List.of(new TunerFactory() {
            @Override
            public String name() {
                return "Probe";
            }

            @Override
            public String description() {
                return "Looks around.";
            }

            @Override
            public OptionSchema options() {
                return OptionSchema.none();
            }

            @Override
            public Tuner create(TunerContext context) {
                return new ProbeTuner(context.searchSpace());
            }
        });
    }
}
