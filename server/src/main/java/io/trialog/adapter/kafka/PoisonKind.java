package io.trialog.adapter.kafka;

import java.util.Locale;

/** Why a record cannot be used, in kinds; few, for ever. */
public enum PoisonKind {
    /** Its key names no trial. */
    BAD_KEY,
    /** Its value is not what it should be. */
    BAD_VALUE,
    /** Its value is larger than it may be. */
    TOO_LARGE,
    /** There is no such experiment, trial or attempt. */
    UNKNOWN,
    /** Its token is not that of its attempt. */
    WRONG_TOKEN;

    /** As metrics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
