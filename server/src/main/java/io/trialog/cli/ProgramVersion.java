package io.trialog.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"trialog " + current() + " (Java " + Runtime.version() + ")"};
    }

    /** From the jar's manifest; {@code dev} when it runs from classes. */
    static String current() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
