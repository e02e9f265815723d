package io.trialog.tuning;

import io.trialog.engine.CommandSender;
import io.trialog.engine.Follower;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TunerFailed;
import io.trialog.port.GuestThread;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an experiment's tuner: tells it the recorded history, every new event in the order of the log, and brings its
 * proposals back as commands. The tuner hears of a request exactly after the events that precede it in the log, in life as
 * after a restart, so it proposes the same.
 */
public final class TunerRunner implements Follower {

    /** How many observations of the past a tuner is told at a time. */
    private static final int PART = 1000;

    private record Request(long position, SuggestionsRequested event) {}

    private final ExperimentId experiment;
    private final TunerSource source;
    private final String origin;
    private final Guest<Tuner> tuner;
    private final CommandSender sender;
    private final TunerHistory history = new TunerHistory();
    private final List<Observation> past = new ArrayList<>();
    /** How much of the past precedes the open request. */
    private int pastBeforeOpen;

    private @Nullable Request open;
    private boolean isMade;
    private boolean isLive;
    private volatile boolean isClosed;

    /**
     * Keeps a tuner.
     *
     * @param context asked on the tuner's thread
     * @param searchSpace the newest: proposals must fit it, and of what does not fit the tuner is not told
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
        this.source = new TunerSource(factory, context, searchSpace);
        this.origin = origin;
        this.sender = sender;
        this.tuner = new Guest<>(thread, (message, trace) -> {
            if (!isClosed) { // else another is in its place
                sender.post(new RecordTunerFailure(experiment, origin, message, trace));
            }
        });
    }

    /** Tuners hear of a trial's metrics at its end. */
    @Override
    public Interest interestIn(Event event) {
        return event instanceof MetricReported ? Interest.LATER : Interest.NOW;
    }

    @Override
    public void replayed(RecordedEvent recorded) {
        history.observe(recorded.event()).stream().filter(source::tells).forEach(past::add);
        track(recorded);
        if (open == null && past.size() >= PART) {
            tell(past.size());
        }
    }

    @Override
    public void live() {
        isLive = true;
        tell(open == null ? past.size() : pastBeforeOpen);
        if (open != null) {
            suggest(open);
        }
        // one by one, as it would have heard of them
        past.forEach(this::observe);
        past.clear();
    }

    @Override
    public void committed(RecordedEvent recorded) {
        history.observe(recorded.event()).stream().filter(source::tells).forEach(this::observe);
        track(recorded);
        if (isLive && open != null && open.position() == recorded.position()) {
            suggest(open);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        tuner.close(Tuner::close);
    }

    /** Tells the beginning of the past. In parts, as a long history with all its curves would fill the memory. */
    private void tell(int count) {
        if (!isMade) {
            isMade = true;
            tuner.make(() -> source.make(List.of()));
        }
        List<Observation> part = List.copyOf(past.subList(0, count));
        past.subList(0, count).clear();
        if (!part.isEmpty()) {
            tuner.call("observe", Guest.REBUILD_BUDGET, made -> made.observe(part));
        }
    }

    private void track(RecordedEvent recorded) {
        Event event = recorded.event();
        if (event instanceof SuggestionsRequested request) {
            open = new Request(recorded.position(), request);
            pastBeforeOpen = past.size();
        } else if (event instanceof SuggestionsAnswered
                || event instanceof TunerFailed
                || event instanceof SearchSpaceChanged) {
            open = null;
        }
    }

    private void observe(Observation observation) {
        tuner.call("observe", TunerSource.OBSERVE_BUDGET, made -> made.observe(List.of(observation)));
    }

    private void suggest(Request request) {
        tuner.call("suggest", TunerSource.SUGGEST_BUDGET, made -> {
            Suggestions answer = TunerSource.ask(made, request.event());
            sender.post(new RecordSuggestions(
                    experiment, request.position(), answer.proposals(), TunerSource.outlook(answer), origin));
        });
    }
}
