package io.trialog.adapter.plugin;

import java.time.Duration;

/**
 * A call into a plugin went wrong. Holds texts only, so it is safe to pass around and to record: the exception that the
 * plugin threw, and with it the plugin's classes, stays behind.
 */
public final class PluginFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String plugin;
    private final String call;
    private final boolean timedOut;
    private final String reason;
    private final String stackTraceText;

    private PluginFailure(String plugin, String call, boolean timedOut, String reason, String stackTraceText) {
        // This object's own trace would show the server's plumbing, never the fault.
        super("plugin '" + plugin + "', " + call + ": " + reason, null, false, false);
        this.plugin = plugin;
        this.reason = reason;
        this.call = call;
        this.timedOut = timedOut;
        this.stackTraceText = stackTraceText;
    }

    /** The plugin threw something. To be called on the plugin's thread. */
    static PluginFailure thrown(String plugin, String call, Throwable thrown) {
        return new PluginFailure(plugin, call, false, StackTraceText.summary(thrown), StackTraceText.of(thrown));
    }

    /** The plugin did not answer in time. */
    static PluginFailure timedOut(String plugin, String call, Duration budget, StackTraceElement[] stuckAt) {
        String reason = "no answer within " + seconds(budget) + "; its thread was interrupted and given up";
        return new PluginFailure(plugin, call, true, reason, StackTraceText.of(stuckAt));
    }

    /** The plugin was not called at all. */
    static PluginFailure refused(String plugin, String call, String reason) {
        return new PluginFailure(plugin, call, false, "not called: " + reason, "");
    }

    /** The plugin's name. */
    public String plugin() {
        return plugin;
    }

    /** What was called, for people: {@code tuner TPE, suggest}. */
    public String call() {
        return call;
    }

    /** Whether the plugin gave no answer in time; its instance is unusable from then on. */
    public boolean timedOut() {
        return timedOut;
    }

    /**
     * The plugin's stack trace with all causes, or, after a time-out, where its thread was stuck; many lines, at most about
     * 16,000 characters. Empty when the plugin was not called.
     */
    public String stackTraceText() {
        return stackTraceText;
    }

    /** The message without the plugin's name. */
    String fault() {
        return call + ": " + reason;
    }

    private static String seconds(Duration budget) {
        long millis = budget.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
