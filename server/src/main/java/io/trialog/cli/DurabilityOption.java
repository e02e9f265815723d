package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --durability}: when something counts as recorded. */
final class DurabilityOption {

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            defaultValue = "sync",
            converter = Converter.class,
            description = {
                "What a power cut may lose (the death of the server alone never loses anything):",
                "sync: nothing; every100ms: the last 100 ms; os: what the system has not written, commonly up to 30 s.",
                "Default: ${DEFAULT-VALUE}"
            })
    private Durability mode = Durability.SYNC;

    Durability mode() {
        return mode;
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
