package io.trialog.engine;

import org.jspecify.annotations.Nullable;

/** Looks at the state while nothing changes it: snapshots are taken here. */
@FunctionalInterface
public interface BetweenBatches {

    /**
     * All that is applied is durable, and nothing changes during this call. Engine thread, after every batch, about once a second when
     * there is nothing to do, and once more at a clean end; returns quickly.
     *
     * @param position the last event that is applied
     * @param isLast whether the engine ends here
     * @return what the commit thread is to do when its listeners have heard of everything up to here; null for nothing
     */
    @Nullable
    Runnable at(long position, boolean isLast);
}
