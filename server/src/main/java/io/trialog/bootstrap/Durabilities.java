package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.experiment.RunSettings;

/** What the log calls durability, and what configurations call it. */
public final class Durabilities {

    private Durabilities() {}

    /** As configurations have it. */
    public static RunSettings.Durability configured(Durability durability) {
        return switch (durability) {
            case SYNC -> RunSettings.Durability.SYNC;
            case EVERY_100_MS -> RunSettings.Durability.EVERY_100_MS;
            case OS -> RunSettings.Durability.OS;
        };
    }

    /** As the log has it. */
    public static Durability ofLog(RunSettings.Durability durability) {
        return switch (durability) {
            case SYNC -> Durability.SYNC;
            case EVERY_100_MS -> Durability.EVERY_100_MS;
            case OS -> Durability.OS;
        };
    }
}
