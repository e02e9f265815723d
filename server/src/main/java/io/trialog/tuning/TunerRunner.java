package io.trialog.tuning;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TunerFailed;
import io.trialog.port.GuestThread;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an experiment's tuner: tells it the recorded history, every new event in the order of the log, and brings its
 * proposals back as commands. The tuner hears of a request exactly after the events that precede it in the log, in life as
 * after a restart, so it proposes the same.
 */
public final class TunerRunner implements Follower {

    private static final Duration SUGGEST_BUDGET = Duration.ofSeconds(60);
    private static final Duration OBSERVE_BUDGET = Duration.ofSeconds(10);

    /** How many observations of the past a tuner is told at a time. */
    private static final int PART = 1000;

    private record Request(long position, SuggestionsRequested event) {}

    private final ExperimentId experiment;
    private final TunerFactory factory;
    private final Supplier<? extends TunerContext> context;
    private final SearchSpace searchSpace;
    private final String origin;
    private final Guest<Tuner> tuner;
    private final CommandSender sender;
    private final TunerHistory history = new TunerHistory();
    private final List<Observation> past = new ArrayList<>();
    private @Nullable Request open;
    private boolean isMade;
    private boolean isLive;

    /**
     * Keeps a tuner.
     *
     * @param context asked on the tuner's thread
     * @param searchSpace what proposals must fit
     * @param origin name and version of the plugin, for the log
     * @param thread the tuner's own; closed with this
     */
    public TunerRunner(
            ExperimentId experiment,
            TunerFactory factory,
            Supplier<? extends TunerContext> context,
            SearchSpace searchSpace,
            String origin,
            GuestThread thread,
            CommandSender sender) {
        this.experiment = experiment;
        this.factory = factory;
        this.context = context;
        this.searchSpace = searchSpace;
        this.origin = origin;
        this.sender = sender;
        this.tuner = new Guest<>(
                thread, (message, trace) -> sender.post(new RecordTunerFailure(experiment, origin, message, trace)));
    }

    @Override
    public void replayed(RecordedEvent recorded) {
        history.observe(recorded.event()).ifPresent(past::add);
        if (past.size() >= PART) {
            tellPast();
        }
        track(recorded);
    }

    @Override
    public void live() {
        isLive = true;
        tellPast();
        if (open != null) {
            suggest(open);
        }
    }

    @Override
    public void committed(RecordedEvent recorded) {
        history.observe(recorded.event())
                .ifPresent(observation ->
                        tuner.call("observe", OBSERVE_BUDGET, made -> made.observe(List.of(observation))));
        track(recorded);
        if (isLive && open != null && open.position() == recorded.position()) {
            suggest(open);
        }
    }

    @Override
    public void close() {
        tuner.close(Tuner::close);
    }

    /** In parts, as a long history with all its curves would fill the memory. */
    private void tellPast() {
        if (!isMade) {
            isMade = true;
            tuner.make(() -> factory.create(context.get()));
        }
        List<Observation> part = List.copyOf(past);
        past.clear();
        if (!part.isEmpty()) {
            tuner.call("observe", Guest.REBUILD_BUDGET, made -> made.observe(part));
        }
    }

    private void track(RecordedEvent recorded) {
        Event event = recorded.event();
        if (event instanceof SuggestionsRequested request) {
            open = new Request(recorded.position(), request);
        } else if (event instanceof SuggestionsAnswered || event instanceof TunerFailed) {
            open = null;
        }
    }

    private void suggest(Request request) {
        SuggestionsRequested wanted = request.event();
        tuner.call("suggest", SUGGEST_BUDGET, made -> {
            Suggestions answer = made.suggest(SuggestRequest.of(wanted.firstNumber(), wanted.count()));
            check(answer, wanted.count(), searchSpace);
            sender.post(new RecordSuggestions(
                    experiment, request.position(), answer.proposals(), outlook(answer.outlook()), origin));
        });
    }

    private static void check(Suggestions answer, int count, SearchSpace space) {
        List<Suggestion> proposals = answer.proposals();
        if (proposals.size() > count) {
            throw new IllegalStateException(proposals.size() + " proposals (expected: at most " + count + ")");
        }
        if (proposals.isEmpty() && answer.outlook() == Suggestions.Outlook.MORE) {
            throw new IllegalStateException(
                    "no proposal, outlook MORE (expected: a proposal, or outlook WAITING or EXHAUSTED)");
        }
        for (Suggestion proposal : proposals) {
            List<?> problems = space.check(proposal.configuration());
            if (!problems.isEmpty()) {
                throw new IllegalStateException("a proposal does not fit the search space: " + problems);
            }
        }
    }

    private static Outlook outlook(Suggestions.Outlook outlook) {
        return Map.of(
                        Suggestions.Outlook.MORE, Outlook.MORE,
                        Suggestions.Outlook.WAITING, Outlook.WAITING,
                        Suggestions.Outlook.EXHAUSTED, Outlook.EXHAUSTED)
                .getOrDefault(outlook, Outlook.MORE);
    }
}
