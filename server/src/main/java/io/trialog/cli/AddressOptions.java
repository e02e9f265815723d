package io.trialog.cli;

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
                "Default: the variable TRIALOG_PORT, else " + DEFAULT_PORT
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

    String host() {
        return host;
    }

    int port(Map<String, String> environment) {
        if (port != null) {
            return port;
        }
        String variable = environment.getOrDefault("TRIALOG_PORT", "");
        if (variable.isBlank()) {
            return DEFAULT_PORT;
        }
        return PortConverter.parse(variable)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "TRIALOG_PORT: " + variable + " (expected: " + PortConverter.EXPECTATION + ")"));
    }
}
