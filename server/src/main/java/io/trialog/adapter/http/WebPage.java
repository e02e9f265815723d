package io.trialog.adapter.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web page from the class path. Files are read once, by worker threads, and kept. A path without a file and
 * without a dot is an address within the page, and gets the page.
 */
final class WebPage implements Handler<RoutingContext> {

    private static final String INDEX = "/index.html";
    private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Buffer ABSENT = Buffer.buffer("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Trialog</title></head>
            <body><h1>Trialog runs, but without its web page</h1>
            <p>This build has no web module. The API is there: <a href="/api/v1/openapi.yaml">/api/v1/openapi.yaml</a></p>
            </body></html>
            """);

    private final String root;
    private final Map<String, WebFile> files = new ConcurrentHashMap<>();

    WebPage(String root) {
        this.root = root;
    }

    @Override
    public void handle(RoutingContext context) {
        String wanted = context.normalizedPath();
        String path = isAddress(wanted) ? INDEX : wanted;
        if (!SAFE.matcher(path).matches()) {
            context.fail(404);
            return;
        }
        WebFile known = files.get(path);
        if (known != null) {
            answer(context, path, known);
            return;
        }
        context.vertx()
                .executeBlocking(() -> load(path), false)
                .onSuccess(file -> answer(context, path, file.orElse(null)))
                .onFailure(context::fail);
    }

    /** A path to redirect to: one that a browser cannot take for another host. */
    static String safe(String path) {
        return SAFE.matcher(path).matches() ? path : "/";
    }

    /** The page's own addresses have no dot; files have one. */
    private static boolean isAddress(String path) {
        return path.lastIndexOf('.') < path.lastIndexOf('/') || path.equals("/");
    }

    private Optional<WebFile> load(String path) throws IOException {
        try (InputStream content = WebPage.class.getClassLoader().getResourceAsStream(root + path)) {
            if (content == null) {
                return Optional.empty(); // not kept: strangers can think of any number of names
            }
            WebFile file = WebFile.of(path, content.readAllBytes());
            files.put(path, file);
            return Optional.of(file);
        }
    }

    private static void answer(RoutingContext context, String path, @Nullable WebFile file) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.putHeader("Content-Security-Policy", POLICY).putHeader("X-Frame-Options", "DENY");
        if (file != null) {
            send(context, path, file);
        } else if (path.equals(INDEX)) {
            response.setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(ABSENT);
        } else {
            context.fail(404);
        }
    }

    private static void send(RoutingContext context, String path, WebFile file) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, path.startsWith("/assets/") ? IMMUTABLE : "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.ETAG, file.tag());
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(file.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Buffer gzipped = file.gzipped();
        if (gzipped != null && accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(gzipped.copy());
        } else {
            response.end(file.plain().copy());
        }
    }
}
