package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestBodyTest {

    private final HttpFixture fixture = new HttpFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A Java client asks for HTTP/2 unless it is told otherwise, and then announces no length. */
    @ParameterizedTest
    @EnumSource(Version.class)
    void shouldNotWantTheTypeOfABodyThatIsNotThere(Version version) throws Exception {
        // given
        fixture.running(1);

        // then
        assertThat(stop(version, "").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void shouldWantTheTypeOfABody(Version version) throws Exception {
        // given
        fixture.running(1);

        // when
        HttpResponse<String> answer = stop(version, "x");

        // then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("CONTENT_TYPE_UNSUPPORTED");
    }

    private HttpResponse<String> stop(Version version, String body) throws IOException, InterruptedException {
        HttpRequest request = fixture.request("/api/v1/experiments/" + X + "/stop")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newBuilder().version(version).build().send(request, BodyHandlers.ofString());
    }
}
