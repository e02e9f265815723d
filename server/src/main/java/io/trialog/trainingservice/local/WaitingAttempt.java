package io.trialog.trainingservice.local;

import io.trialog.spi.training.AttemptKey;

/** An attempt that is to be started as soon as there are GPUs for it. Told by one thread at a time; must not block long. */
interface WaitingAttempt {

    AttemptKey key();

    GpuDemand demand();

    /** It has got GPUs: starts it, and returns when its supervisor runs, or when it could not be started. */
    void start(GpuShare share);

    /** It has to wait; why may change. */
    void waitFor(String what);

    /** It will never get them. */
    void refuse(String why);
}
