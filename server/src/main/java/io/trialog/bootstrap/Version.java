package io.trialog.bootstrap;

/** The version of this server, from its jar's manifest; {@code dev} when it runs from classes. */
public final class Version {

    private Version() {}

    /** The version. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
