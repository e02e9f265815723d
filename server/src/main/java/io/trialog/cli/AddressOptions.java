package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --host} and {@code --port}: where the server listens. */
final class AddressOptions {

    private static final int DEFAULT_PORT = 8080;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = {
                "Port to listen on; 0 for any free one.",
                "Default: the variable TRIALOG_PORT, else " + DEFAULT_PORT + " or the next free one"
            })
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "Address to listen on. Beyond this machine, clients need a token, which is printed.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String host = "127.0.0.1";

    /** A server on a data directory that listens where these options say. */
    StartOptions start(Path data, Places places, boolean view, Durability durability, Map<String, String> environment) {
        String variable = environment.getOrDefault("TRIALOG_PORT", "");
        boolean isFree = port == null && variable.isBlank();
        return new StartOptions(data, host, port(variable), isFree, view, durability, places.home());
    }

    private int port(String variable) {
        if (port != null) {
            return port;
        }
        if (variable.isBlank()) {
            return DEFAULT_PORT;
        }
        return PortConverter.parse(variable)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "TRIALOG_PORT: " + variable + " (expected: " + PortConverter.EXPECTATION + ")"));
    }
}
