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
import io.trialog.port.GuestFailure;
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
import java.util.concurrent.atomic.AtomicReference;
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
    private static final Duration REBUILD_BUDGET = Duration.ofMinutes(10);

    private record Request(long position, SuggestionsRequested event) {}

    private final ExperimentId experiment;
    private final TunerFactory factory;
    private final Supplier<? extends TunerContext> context;
    private final SearchSpace searchSpace;
    private final String origin;
    private final GuestThread thread;
    private final CommandSender sender;
    private final TunerHistory history = new TunerHistory();
    private final List<Observation> past = new ArrayList<>();
    private final AtomicReference<@Nullable Tuner> tuner = new AtomicReference<>();
    private @Nullable Request open;
    private boolean isLive;
    private volatile boolean failed;

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
        this.thread = thread;
        this.sender = sender;
    }

    @Override
    public void replayed(RecordedEvent recorded) {
        history.observe(recorded.event()).ifPresent(past::add);
        track(recorded);
    }

    @Override
    public void live() {
        isLive = true;
        List<Observation> told = List.copyOf(past);
        past.clear();
        call("create", REBUILD_BUDGET, () -> {
            Tuner made = factory.create(context.get());
            if (!told.isEmpty()) {
                made.observe(told);
            }
            tuner.set(made);
        });
        if (open != null) {
            suggest(open);
        }
    }

    @Override
    public void committed(RecordedEvent recorded) {
        history.observe(recorded.event())
                .ifPresent(observation -> call("observe", OBSERVE_BUDGET, () -> made().observe(List.of(observation))));
        track(recorded);
        if (isLive && open != null && open.position() == recorded.position()) {
            suggest(open);
        }
    }

    @Override
    public void close() {
        Tuner made = tuner.get();
        if (made != null) {
            call("close", OBSERVE_BUDGET, made::close);
        }
        thread.close();
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
        call("suggest", SUGGEST_BUDGET, () -> {
            Suggestions answer = made().suggest(SuggestRequest.of(wanted.firstNumber(), wanted.count()));
            check(answer, wanted.count(), searchSpace);
            sender.post(new RecordSuggestions(
                    experiment, request.position(), answer.proposals(), outlook(answer.outlook())));
        });
    }

    private void call(String what, Duration budget, Runnable body) {
        if (failed) {
            return;
        }
        thread.run(what, budget, body, this::fail);
    }

    private Tuner made() {
        Tuner made = tuner.get();
        if (made == null) {
            throw new IllegalStateException("the tuner was not created");
        }
        return made;
    }

    private void fail(Throwable failure) {
        if (failed) {
            return; // what follows from the first failure says nothing new
        }
        failed = true;
        String trace = failure instanceof GuestFailure guest ? guest.stackTraceText() : "";
        sender.post(new RecordTunerFailure(experiment, origin, String.valueOf(failure.getMessage()), trace));
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
