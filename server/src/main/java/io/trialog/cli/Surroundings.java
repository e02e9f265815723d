package io.trialog.cli;

import io.trialog.port.Clock;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Map;

/**
 * What commands find around them; tests give them their own.
 *
 * @param in standard input
 * @param environment the variables of the process
 */
record Surroundings(
        Screen screen,
        InputStream in,
        Servers servers,
        Interruption interruption,
        Clock clock,
        ZoneId zone,
        Map<String, String> environment) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The same with another screen. */
    Surroundings with(Screen other) {
        return new Surroundings(other, in, servers, interruption, clock, zone, environment);
    }
}
