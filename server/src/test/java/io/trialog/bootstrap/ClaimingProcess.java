package io.trialog.bootstrap;

import java.io.IOException;
import java.nio.file.Path;

/** A process that claims a data directory, says so, and gives it up when its input ends. */
final class ClaimingProcess {

    private ClaimingProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (DataDirectory claimed = DataDirectory.claim(Path.of(arguments[0]), "http://127.0.0.1:1")) {
            claimed.updateUrl(arguments[1]);
            System.out.println("claimed");
            while (System.in.read() >= 0) {
                // until the end
            }
        }
    }
}
