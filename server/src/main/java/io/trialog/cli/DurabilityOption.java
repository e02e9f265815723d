package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.bootstrap.Durabilities;
import io.trialog.experiment.RunSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --durability}: when something counts as recorded. */
final class DurabilityOption {

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            converter = Converter.class,
            description = {
                "What a power cut may lose (the death of the server alone never loses anything):",
                "sync: nothing; every100ms: the last 100 ms; os: what the system has not written, commonly up to 30 s.",
                "Default: what the configuration of 'run' says, else sync"
            })
    private @Nullable Durability given;

    Durability mode() {
        return or(null);
    }

    /** What was given, else what a configuration says. */
    Durability or(RunSettings.@Nullable Durability configured) {
        if (given != null) {
            return given;
        }
        return configured == null ? Durability.SYNC : Durabilities.ofLog(configured);
    }

    /** Reads modes. */
    static final class Converter implements ITypeConverter<Durability> {

        @Override
        public Durability convert(String text) {
            return switch (text) {
                case "sync" -> Durability.SYNC;
                case "every100ms" -> Durability.EVERY_100_MS;
                case "os" -> Durability.OS;
                default -> throw new TypeConversionException(text + " (expected: sync, every100ms or os)");
            };
        }
    }
}
