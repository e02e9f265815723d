package io.trialog.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What clients other than trials must present.
 *
 * @param value the token; null when none is required: on loopback addresses, unless one was given
 */
record ServerToken(@Nullable String value) {

    private static final int BYTES = 24;

    static ServerToken of(ServerOptions options) {
        String given = options.token();
        if (given != null) {
            return new ServerToken(given);
        }
        try {
            if (InetAddress.getByName(options.host()).isLoopbackAddress()) {
                return new ServerToken(null);
            }
        } catch (UnknownHostException e) {
            throw new StartupException(
                    "--host " + options.host() + ": unknown (expected: an address or name of this machine)", e);
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new ServerToken(HexFormat.of().formatHex(random));
    }
}
