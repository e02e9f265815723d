package io.trialog.spi.assessor;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An assessor's verdict on a running trial. */
public final class Assessment {

    private static final Assessment CONTINUE = new Assessment(null);

    private final @Nullable String reason;

    private Assessment(@Nullable String reason) {
        this.reason = reason;
    }

    /** Let it run. */
    public static Assessment keepRunning() {
        return CONTINUE;
    }

    /** Stop it. The reason is recorded and shown: {@code step 12: best 0.71 < median 0.78 of 9 trials}. */
    public static Assessment stop(String reason) {
        return new Assessment(Objects.requireNonNull(reason, "reason"));
    }

    /** Whether to stop the trial. */
    public boolean isStop() {
        return reason != null;
    }

    /** Why the trial is stopped; present exactly when it is. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
