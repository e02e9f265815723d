package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events as a browser does, one at a time. */
final class EventStreamClient implements AutoCloseable {

    private final InputStream stream;
    private final BufferedReader lines;
    private String lastEventId = "";

    /** A message as a browser dispatches it; a comment has that as its type. */
    record Message(String type, String lastEventId, String data) {

        JsonNode json() {
            try {
                return HttpFixture.JSON.readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        long id() {
            return Long.parseLong(lastEventId);
        }
    }

    EventStreamClient(InputStream stream) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    static EventStreamClient open(HttpClient client, HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            return new EventStreamClient(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no stream", e);
        }
    }

    /** The next message or comment; waits for it. */
    Message next() {
        String type = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && data.length() > 0) {
                    return new Message(type, lastEventId, data.toString());
                }
                if (line.startsWith(":")) {
                    return new Message("comment", lastEventId, line.substring(1).strip());
                }
                if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    lastEventId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Message("end", lastEventId, "");
    }

    List<Message> next(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
