package io.trialog.bootstrap;

/** Which server this is. */
public final class ServerVersion {

    private ServerVersion() {}

    /** The version that the jar was built as, or {@code development} when it runs from classes. */
    public static String current() {
        String built = ServerVersion.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
