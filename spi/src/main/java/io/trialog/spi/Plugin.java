package io.trialog.spi;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/**
 * The door through which tuners, assessors and training services come in.
 *
 * <p>An implementation is a public class with a public constructor without parameters, is named in {@code
 * META-INF/services/io.trialog.spi.Plugin} and carries {@link SpiVersion}. Its jar, with all it needs except this
 * interface, goes into a folder of its own: {@code plugins/NAME/} of the installation or of the data directory. One folder
 * is one class loader, which sees the JDK, this interface and the jars of the folder, and nothing of the server.
 *
 * <p>Methods are called once, at start, by one thread. A factory name that another plugin already uses is refused.
 */
public interface Plugin {

    /** The tuners that this plugin brings. */
    default List<TunerFactory> tuners() {
        return List.of();
    }

    /** The assessors that this plugin brings. */
    default List<AssessorFactory> assessors() {
        return List.of();
    }

    /** The training services that this plugin brings. */
    default List<TrainingServiceFactory> trainingServices() {
        return List.of();
    }
}
