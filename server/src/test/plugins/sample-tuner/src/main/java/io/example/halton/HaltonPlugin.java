package io.example.halton;

import io.trialog.spi.Plugin;
import io.trialog.spi.SpiVersion;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** Brings the tuner {@code Halton}. */
@SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
public final class HaltonPlugin implements Plugin {

    @Override
    public List<TunerFactory> tuners() {
        return List.of(new HaltonTunerFactory());
    }
}
