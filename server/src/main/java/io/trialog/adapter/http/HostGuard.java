package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web pages out. A page of a stranger can make a browser send requests here, and can give its own host name this
 * address (DNS rebinding): so a server on a loopback address answers to loopback names only, and nothing is changed for
 * another origin.
 */
final class HostGuard implements Handler<RoutingContext> {

    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final boolean loopbackOnly;

    /** @param loopbackOnly whether the server listens on a loopback address */
    HostGuard(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort host = request.authority();
        if (loopbackOnly && !isLoopback(request, host)) {
            throw forbidden("Host: " + Shown.quoted(request.getHeader(HttpHeaders.HOST))
                    + " (expected: localhost or 127.0.0.1, where this server listens)");
        }
        if (changes(request.method()) && isForeign(request, host)) {
            throw forbidden("a web page of another origin cannot change anything here");
        }
        context.next();
    }

    /** Without the header it is no browser, and so nobody's victim. */
    private static boolean isLoopback(HttpServerRequest request, @Nullable HostAndPort host) {
        if (host == null) {
            return !request.headers().contains(HttpHeaders.HOST);
        }
        String name = plain(host.host());
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || LOOPBACK_ADDRESS.matcher(name).matches();
    }

    private static boolean isForeign(HttpServerRequest request, @Nullable HostAndPort host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && (host == null || !isSame(origin, host));
    }

    private static boolean isSame(String origin, HostAndPort host) {
        try {
            URI uri = URI.create(origin);
            if (uri.getHost() == null) {
                return false; // "null": a page without an origin
            }
            int standard = "https".equals(uri.getScheme()) ? 443 : 80;
            return plain(uri.getHost()).equals(plain(host.host()))
                    && port(uri.getPort(), standard) == port(host.port(), standard);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(int given, int standard) {
        return given <= 0 ? standard : given;
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean changes(HttpMethod method) {
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS);
    }

    private static RequestRefused forbidden(String why) {
        return new RequestRefused(ErrorCode.ORIGIN_FORBIDDEN, why);
    }
}
