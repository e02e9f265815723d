package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.trialog.projection.series.SeriesUnavailableException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong: refusals as they are, defects without their inner workings. */
final class ErrorAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private ErrorAnswers() {}

    static void register(Router router) {
        router.errorHandler(400, context -> refuse(context, ErrorCode.REQUEST_MALFORMED, "the request is malformed"));
        router.errorHandler(
                404,
                context -> refuse(
                        context,
                        ErrorCode.ADDRESS_UNKNOWN,
                        "there is nothing at " + Shown.text(context.request().path())));
        router.errorHandler(405, context -> refuseMethod(router, context));
        router.errorHandler(500, ErrorAnswers::failed);
    }

    /** Answers a request that is no HTTP: there is no route, and no JSON writer is needed for so little. */
    static void malformed(HttpServerRequest request) {
        ApiError error = ApiError.of(ErrorCode.REQUEST_MALFORMED, "the request is no valid HTTP");
        request.response()
                .setStatusCode(error.httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, Answers.JSON)
                .end(error.toJson())
                .eventually(() -> request.connection().close());
    }

    static void answer(RoutingContext context, ApiError error) {
        retryHint(context.response(), error);
        Answers.error(context, error);
    }

    /** Tells clients when to come back, where that helps. */
    static void retryHint(HttpServerResponse response, ApiError error) {
        if (error.code() == ErrorCode.BUSY || error.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    /** Logs a defect; what clients are told of it. */
    static ApiError defect(HttpServerRequest request, Throwable failure) {
        LOG.error("a request failed [method: {}, path: {}]", request.method(), Shown.text(request.path()), failure);
        return ApiError.of(ErrorCode.INTERNAL, "the server failed on this request; its log says why");
    }

    private static void refuse(RoutingContext context, ErrorCode code, String message) {
        answer(context, ApiError.of(code, message));
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof RequestRefused refused) {
            answer(context, refused.error());
            return;
        }
        if (context.failure() instanceof SeriesUnavailableException unavailable) {
            refuse(context, ErrorCode.SERIES_UNAVAILABLE, String.valueOf(unavailable.getMessage()));
            return;
        }
        answer(context, defect(context.request(), context.failure()));
    }

    private static void refuseMethod(Router router, RoutingContext context) {
        String allowed = router.getRoutes().stream()
                .filter(route -> matches(route, context.normalizedPath()))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        refuse(
                context,
                ErrorCode.METHOD_NOT_ALLOWED,
                context.request().method() + " is not possible at "
                        + Shown.text(context.request().path()) + " (expected: " + allowed + ")");
    }

    private static boolean matches(Route route, String path) {
        if (route.getPath() == null || route.methods() == null) {
            return false;
        }
        return Pattern.matches(route.getPath().replaceAll(":[a-z]+", "[^/]+"), path);
    }
}
