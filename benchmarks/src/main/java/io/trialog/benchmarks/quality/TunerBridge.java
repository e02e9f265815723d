package io.trialog.benchmarks.quality;

import io.trialog.spi.tuner.TunerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** Lets a bench that speaks lines of JSON drive the tuners: over standard input and output, or over a port. */
public final class TunerBridge {

    private static final String USAGE = String.join(
            System.lineSeparator(),
            "tuner-bridge                  one run over standard input and output",
            "tuner-bridge --listen PORT    many runs at once over the loopback interface; 0 takes a free port, which is printed",
            "tuner-bridge --connect PORT   one run by way of a bridge that listens",
            "tuner-bridge --tuners         the names of the tuners");

    private TunerBridge() {}

    /** Runs what the arguments say; see {@code --help}. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (words.isEmpty()) {
            new BridgeSession(System.err).talk(System.in, System.out);
        } else if (words.equals(List.of("--tuners"))) {
            TunerName.all().stream().map(TunerFactory::name).forEach(System.out::println);
        } else if (words.equals(List.of("--help"))) {
            System.out.println(USAGE);
        } else if (words.size() == 2
                && words.get(0).equals("--listen")
                && port(words.get(1)).isPresent()) {
            PrintStream errors = System.err;
            try (BridgeServer server = new BridgeServer(port(words.get(1)).getAsInt(), errors)) {
                System.out.println("listening on " + server.port());
                server.serve();
            }
        } else {
            System.err.println(String.join(" ", words) + ": unknown; usage:" + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static OptionalInt port(String word) {
        return word.matches("[0-9]{1,5}") && Integer.parseInt(word) <= 65535
                ? OptionalInt.of(Integer.parseInt(word))
                : OptionalInt.empty();
    }
}
