package io.trialog.adapter.http;

/** Hears how requests were answered. Called by the threads that serve connections: returns at once, never throws. */
@FunctionalInterface
public interface RequestMonitor {

    /**
     * A request of a known address was answered to its end.
     *
     * @param method {@code GET}
     * @param route the address as it is described, {@code /api/v1/experiments/{experiment}}; {@code page} for the web page
     * @param status of the answer
     * @param nanos from when the address was found to when the answer was handed to the operating system
     */
    void answered(String method, String route, int status, long nanos);
}
