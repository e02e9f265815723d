package io.trialog.adapter.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Which address has which handlers. {@code openapi.yaml} describes the same; a test holds one against the other. */
final class ApiRoutes {

    static final String API = "/api/v1";

    private static final String EXPERIMENTS = API + "/experiments";
    private static final String EXPERIMENT = EXPERIMENTS + "/:" + Lookup.EXPERIMENT;
    private static final String TRIALS = EXPERIMENT + "/trials";
    private static final String TRIAL = TRIALS + "/:" + Lookup.NUMBER;
    private static final String ATTEMPT = TRIAL + "/attempts/:" + Lookup.ATTEMPT;

    private static final Map<CharSequence, CharSequence> PROTECTION = Map.of(
            HttpHeaders.createOptimized("X-Content-Type-Options"),
            HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("Referrer-Policy"),
            HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.createOptimized("Cross-Origin-Resource-Policy"),
            HttpHeaders.createOptimized("same-origin"));

    /** Where reports come in, as it is described. */
    static final String REPORTS = described(ATTEMPT + "/reports");

    private final Router router;
    private final RequestMonitor requests;
    private final TokenGuard token;
    private final Handler<RoutingContext> writable;

    private ApiRoutes(Router router, RequestMonitor requests, TokenGuard token, Handler<RoutingContext> writable) {
        this.router = router;
        this.requests = requests;
        this.token = token;
        this.writable = writable;
    }

    /** @param loopbackOnly whether the server listens on a loopback address */
    static Router create(
            Vertx vertx,
            HttpDependencies needed,
            HttpSettings settings,
            ChangeStreams streams,
            KnownReporters reporters,
            boolean loopbackOnly) {
        CommandGateway commands = new CommandGateway(vertx, needed.engine());
        TokenGuard token = new TokenGuard(needed.serverToken());
        Router router = Router.router(vertx);
        ErrorAnswers.register(router);
        router.route()
                .handler(context -> {
                    protect(context.response());
                    context.next();
                })
                .handler(new HostGuard(loopbackOnly));
        ApiRoutes routes = new ApiRoutes(router, needed.requests(), token, context -> {
            commands.requireWritable();
            context.next();
        });
        routes.register(vertx, needed, settings, commands, streams, reporters);
        WebPage page = new WebPage(settings.webRoot());
        router.routeWithRegex("/(?!api(/|$)|healthz$|metrics$).*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(new AnswerTimer(needed.requests(), "page"))
                .handler(token::welcome)
                .handler(page);
        return router;
    }

    private void register(
            Vertx vertx,
            HttpDependencies needed,
            HttpSettings settings,
            CommandGateway commands,
            ChangeStreams streams,
            KnownReporters reporters) {
        Lookup lookup = new Lookup(needed.board());
        ServerRoutes server = new ServerRoutes(needed);
        ExperimentRoutes experiments = new ExperimentRoutes(
                needed.board(),
                lookup,
                commands,
                needed.configurations(),
                needed.ids(),
                new ExperimentJson(needed.clock(), needed.isReadOnly()));
        EditRoutes edits = new EditRoutes(
                needed.board(),
                lookup,
                commands,
                needed.updates(),
                new ExperimentJson(needed.clock(), needed.isReadOnly()));
        TrialListing listing = new TrialListing(needed);
        TrialRoutes trials = new TrialRoutes(listing, lookup, commands, new TrialJson(needed.directories()));
        HistoryRoutes history = new HistoryRoutes(lookup, needed.log(), needed.lines(), streams, settings.chunkBytes());
        ResultRoutes results = new ResultRoutes(needed.board(), lookup, needed.reports(), settings.chunkBytes());
        MetricRoutes metrics = new MetricRoutes(needed, lookup, settings.chunkBytes());
        CurveRoutes curves = new CurveRoutes(needed, lookup, listing);
        OutputRoutes outputs = new OutputRoutes(lookup, needed.directories());
        ColumnRoutes columns = new ColumnRoutes(needed, lookup, listing);
        ReportRoutes reports = new ReportRoutes(lookup, commands, needed.tokens(), needed.signsOfLife(), reporters);
        AskRoutes asks = new AskRoutes(needed.board(), lookup, commands, needed.feed(), needed.tokens());
        RequestBody noneOrJson = RequestBody.optionalJson(settings.maxBodyBytes());

        route(HttpMethod.GET, "/healthz").handler(server::health);
        get("/metrics", server::metrics);
        get(API + "/openapi.yaml", server::describe);
        get(API + "/server", server::server);
        RequestBody configuration = RequestBody.required(
                settings.maxBodyBytes(), Answers.JSON, "application/yaml", "application/x-yaml", "text/yaml");
        get(API + "/algorithms", server::algorithms);
        get(API + "/home", new HomeRoutes(vertx, needed)::experiments);
        route(HttpMethod.POST, API + "/server/stop")
                .handler(token::require)
                .handler(noneOrJson)
                .handler(server::stop);
        route(HttpMethod.POST, API + "/configuration/check") // changes nothing: also where nothing can be changed
                .handler(token::require)
                .handler(configuration)
                .handler(new ConfigurationRoutes(needed.configurations())::check);
        get(EXPERIMENTS, experiments::list);
        post(EXPERIMENTS).handler(configuration).handler(experiments::create);
        get(EXPERIMENT, experiments::show);
        patch(EXPERIMENT)
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(edits::update);
        route(HttpMethod.DELETE, EXPERIMENT)
                .handler(token::require)
                .handler(writable)
                .handler(edits::delete);
        get(EXPERIMENT + "/configuration", experiments::configuration);
        post(EXPERIMENT + "/stop").handler(noneOrJson).handler(experiments::stop);
        post(EXPERIMENT + "/resume").handler(noneOrJson).handler(experiments::resume);
        post(EXPERIMENT + "/retry")
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(experiments::retry);
        post(EXPERIMENT + "/ask").handler(noneOrJson).handler(asks::ask);
        get(EXPERIMENT + "/queue", edits::queue);
        post(EXPERIMENT + "/queue")
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(edits::enqueue);
        post(EXPERIMENT + "/results")
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(edits::importResults);
        get(EXPERIMENT + "/log", history::log);
        get(EXPERIMENT + "/export", results::export);
        get(EXPERIMENT + "/metrics", metrics::ofAllTrials);
        get(EXPERIMENT + "/curves", curves::ofTrials);
        InsightRoutes insights = new InsightRoutes(vertx, needed, lookup);
        get(EXPERIMENT + "/importance", insights::importance);
        get(EXPERIMENT + "/marginals", insights::marginals);
        get(EXPERIMENT + "/activity", new ActivityRoutes(needed, lookup)::ofExperiment);
        get(EXPERIMENT + "/columns", columns::ofTrials);
        get(TRIALS, trials::list);
        get(TRIAL, trials::show);
        post(TRIAL + "/stop").handler(noneOrJson).handler(trials::stop);
        get(TRIAL + "/metrics", metrics::ofTrial);
        get(TRIAL + "/output", outputs::ofTrial);
        // no server token: trials have tokens of their own
        route(HttpMethod.POST, ATTEMPT + "/reports")
                .handler(reports::authorize)
                .handler(writable)
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(reports::report);
        route(HttpMethod.POST, ATTEMPT + "/tell")
                .handler(reports::authorize)
                .handler(writable)
                .handler(RequestBody.required(settings.maxBodyBytes(), Answers.JSON))
                .handler(reports::tell);
        route(HttpMethod.POST, ATTEMPT + "/heartbeat")
                .handler(reports::authorize)
                .handler(writable)
                .handler(noneOrJson)
                .handler(reports::heartbeat);
        // not timed: it lasts
        router.get(API + "/events").handler(token::require).handler(history::stream);
    }

    private void get(String path, Handler<RoutingContext> handler) {
        route(HttpMethod.GET, path).handler(token::require).handler(handler);
    }

    private Route post(String path) {
        return route(HttpMethod.POST, path).handler(token::require).handler(writable);
    }

    private Route patch(String path) {
        return route(HttpMethod.PATCH, path).handler(token::require).handler(writable);
    }

    /** A route whose answers are timed. */
    private Route route(HttpMethod method, String path) {
        return router.route(method, path).handler(new AnswerTimer(requests, described(path)));
    }

    private static String described(String path) {
        return path.replaceAll(":([a-z]+)", "{$1}");
    }

    /** Tells browsers to be careful with an answer. */
    static void protect(HttpServerResponse response) {
        PROTECTION.forEach(response::putHeader);
    }
}
