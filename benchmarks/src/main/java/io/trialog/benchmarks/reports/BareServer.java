package io.trialog.benchmarks.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A process with the ceiling: as many event loops as the server, a handler that parses the body with Jackson and answers
 * 200 with nothing. No routes, no tokens, no checks, no disk.
 */
final class BareServer extends VerticleBase {

    private static final int EVENT_LOOPS = 2;

    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable HttpServer server;

    private BareServer() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        ServerProcess.serve(BareServer::listen);
    }

    private static URI listen() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        int port = 0;
        for (int i = 0; i < EVENT_LOOPS; i++) {
            BareServer listener = new BareServer();
            vertx.deployVerticle(listener).await();
            port = listener.port();
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions().setTcpNoDelay(true);
        server = vertx.createHttpServer(options).requestHandler(this::receive);
        return server.listen(SocketAddress.sharedRandomPort(1, "127.0.0.1")); // the same for all event loops
    }

    private int port() {
        return Objects.requireNonNull(server, "started").actualPort();
    }

    private void receive(HttpServerRequest request) {
        Future<Buffer> unused = request.body()
                .onSuccess(body -> answer(request, body))
                .onFailure(failure -> request.connection().close());
    }

    private void answer(HttpServerRequest request, Buffer body) {
        int status = isJson(body) ? 200 : 400;
        Future<Void> unused = request.response().setStatusCode(status).end();
    }

    private boolean isJson(Buffer body) {
        try {
            JsonNode tree = mapper.readTree(body.getBytes());
            return tree.isObject();
        } catch (IOException e) {
            return false;
        }
    }
}
