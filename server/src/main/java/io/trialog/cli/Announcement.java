package io.trialog.cli;

import io.trialog.experiment.ExperimentConfig;
import io.trialog.projection.ExperimentSummary;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people learn when something starts: what runs, and where to look at it. */
final class Announcement {

    private final Style style;

    Announcement(Style style) {
        this.style = style;
    }

    /** Where the server is. */
    List<String> of(RunningServer server) {
        return List.of("server      " + style.strong(page(server, "/")));
    }

    /** What runs, and its page. */
    List<String> of(RunningServer server, ExperimentSummary experiment) {
        ExperimentConfig config = experiment.config();
        List<String> facts = new ArrayList<>();
        Integer limit = experiment.maxTrialNumber();
        if (limit != null) {
            facts.add(limit == 1 ? "1 trial" : limit + " trials");
        }
        if (config.maxExperimentDuration() != null) {
            facts.add("at most " + DurationText.of(config.maxExperimentDuration()));
        }
        facts.add(config.trialConcurrency() + " at a time");
        facts.add("tuner " + config.tuner().name());
        return List.of(
                "experiment  " + style.strong(experiment.id().value()) + name(config.experimentName()) + ": "
                        + String.join(", ", facts),
                "web page    " + page(server, "/experiments/" + experiment.id()),
                "");
    }

    /** An address of the server that a browser can open, with the token where one is needed. */
    static String page(RunningServer server, String path) {
        return page(server.url(), path)
                + server.token().map(token -> "?token=" + token).orElse("");
    }

    /** A page of a server. */
    static String page(URI server, String path) {
        String base = server.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : " (" + PrintableText.of(name, 60) + ")";
    }
}
