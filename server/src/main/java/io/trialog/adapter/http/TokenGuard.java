package io.trialog.adapter.http;

import io.trialog.engine.ErrorCode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Wants the server's token for everything but the page itself, which holds no data. A browser gives it once, in the address
 * that the server printed, and keeps it as a cookie that scripts cannot read and other sites cannot use.
 */
final class TokenGuard {

    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "token";

    private final @Nullable String token;

    /** @param token null when nobody needs one */
    TokenGuard(@Nullable String token) {
        this.token = token;
    }

    /** Lets requests with the token on. */
    void require(RoutingContext context) {
        if (token == null || isRight(bearer(context.request())) || isRight(cookie(context.request()))) {
            context.next();
            return;
        }
        if (isRight(context.request().getParam(PARAMETER))) {
            remember(context);
            context.next();
            return;
        }
        throw new RequestRefused(
                ErrorCode.TOKEN_INVALID,
                "this server wants the token that it printed at start (expected: Authorization: Bearer TOKEN, or ?token=)");
    }

    /** Takes the token out of a page's address, where it would stay visible. */
    void welcome(RoutingContext context) {
        if (token == null || !isRight(context.request().getParam(PARAMETER))) {
            context.next();
            return;
        }
        remember(context);
        context.response()
                .setStatusCode(303)
                .putHeader(
                        HttpHeaders.LOCATION,
                        WebPage.safe(context.normalizedPath()) + otherParameters(context.request()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    /** The token of an Authorization header; null without one. */
    static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private void remember(RoutingContext context) {
        if (token != null) {
            context.response()
                    .addCookie(Cookie.cookie(cookieName(context.request()), token)
                            .setPath("/")
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.STRICT));
        }
    }

    private boolean isRight(@Nullable String given) {
        return token != null
                && given != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String cookie(HttpServerRequest request) {
        Cookie cookie = request.getCookie(cookieName(request));
        return cookie == null ? null : cookie.getValue();
    }

    /** Cookies are shared by all ports of a host; servers are not. */
    private static String cookieName(HttpServerRequest request) {
        return "trialog-token-" + request.localAddress().port();
    }

    private static String otherParameters(HttpServerRequest request) {
        String query = request.query();
        if (query == null) {
            return "";
        }
        String rest = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.equals(PARAMETER) && !parameter.startsWith(PARAMETER + "="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }
}
