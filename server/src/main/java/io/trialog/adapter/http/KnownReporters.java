package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.spi.training.AttemptKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers report requests that passed all guards. A trial sends one after the other with the same address, host and token, so
 * that what was found out about the first holds for the next. Bounded; any thread.
 */
final class KnownReporters {

    /** Some more than report at a time; beyond that all are forgotten and looked at anew. */
    private static final int MAX_KNOWN = 32_768;

    private static final CharSequence ORIGIN = HttpHeaders.ORIGIN;
    private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");

    private final Map<String, KnownReporter> known = new ConcurrentHashMap<>();

    /**
     * Who sent requests with such a head.
     *
     * @param host its header
     * @param authorization its header
     */
    record KnownReporter(AttemptKey key, ExperimentId experiment, String host, String authorization) {

        private boolean sent(HttpServerRequest request) {
            String given = request.getHeader(HttpHeaders.AUTHORIZATION);
            return host.equals(request.getHeader(HttpHeaders.HOST))
                    && given != null
                    && MessageDigest.isEqual(bytes(authorization), bytes(given));
        }
    }

    /** Notes a request that passed all guards, unless a browser sent it. */
    void remember(HttpServerRequest request, AttemptKey key) {
        String host = request.getHeader(HttpHeaders.HOST);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (host == null || authorization == null || isFromBrowser(request)) {
            return;
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.put(request.path(), new KnownReporter(key, new ExperimentId(key.experimentId()), host, authorization));
    }

    /** Who sent an earlier request with the same address, host and token; null when nobody did. */
    @Nullable
    KnownReporter find(HttpServerRequest request) {
        KnownReporter found = known.get(request.path());
        return found != null && found.sent(request) && !isFromBrowser(request) ? found : null;
    }

    private static boolean isFromBrowser(HttpServerRequest request) {
        return request.headers().contains(ORIGIN) || request.headers().contains(FETCH_SITE);
    }

    private static byte[] bytes(String header) {
        return header.getBytes(StandardCharsets.ISO_8859_1);
    }
}
