package io.trialog.adapter.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the web page, ready to be sent.
 *
 * @param contentType its type
 * @param plain its content
 * @param gzipped its content compressed; null when that would not pay
 * @param tag names this version of it, for {@code If-None-Match}
 */
record WebFile(String contentType, Buffer plain, @Nullable Buffer gzipped, String tag) {

    private static final int MIN_GZIP_BYTES = 1024;
    private static final int TAG_BYTES = 12;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    static WebFile of(String path, byte[] content) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        boolean compressible = !type.startsWith("image/png") && !type.startsWith("font/");
        byte[] gzipped = compressible && content.length >= MIN_GZIP_BYTES ? gzip(content) : content;
        return new WebFile(
                type,
                Buffer.buffer(content),
                gzipped.length < content.length ? Buffer.buffer(gzipped) : null,
                "W/\"" + HexFormat.of().formatHex(hash(content), 0, TAG_BYTES) + '"');
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
