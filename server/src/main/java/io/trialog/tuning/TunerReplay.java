package io.trialog.tuning;

import io.trialog.event.Event;
import io.trialog.event.ProposalTerms;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialProposed;
import io.trialog.event.TunerFailed;
import io.trialog.port.GuestThread;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Law 7 put to the test: leads a tuner through an experiment's recorded history and compares what it proposes with what is
 * recorded. It hears every event in the order of the log and is asked where it was asked then. A request that the tuner
 * failed on, or that was over when the search space changed, is left out, and a new tuner that knows the past goes on, as it
 * was then. Used by one thread.
 */
public final class TunerReplay implements AutoCloseable {

    private record Request(long position, SuggestionsRequested event) {}

    private final TunerFactory factory;
    private final Function<SearchSpace, ? extends TunerContext> context;
    private TunerSource source;
    private final Supplier<GuestThread> threads;
    private final TunerHistory history = new TunerHistory();
    private final KnownConfigurations known = new KnownConfigurations();
    private final List<Observation> past = new ArrayList<>();

    private @Nullable Request open;
    /** Since the open request: the tuner is asked only when it is known whether it answered then. */
    private final List<Observation> later = new ArrayList<>();

    private final List<RecordedEvent> recorded = new ArrayList<>();

    private @Nullable GuestThread thread;
    private @Nullable Tuner tuner;
    private @Nullable String failure;
    private @Nullable ReplayDifference difference;
    private long requests;
    private long proposals;
    private long skipped;

    /**
     * A replay that has not begun.
     *
     * @param context of an experiment that searches this space; asked on the tuner's thread
     * @param searchSpace what is searched at first
     * @param threads opens one for each tuner; closed with this
     */
    public TunerReplay(
            TunerFactory factory,
            Function<SearchSpace, ? extends TunerContext> context,
            SearchSpace searchSpace,
            Supplier<GuestThread> threads) {
        this.factory = factory;
        this.context = context;
        this.source = source(searchSpace);
        this.threads = threads;
    }

    /**
     * The next event of the experiment. Waits for the tuner.
     *
     * @return whether the tuner has answered as recorded up to here; no more may be given after the first difference
     */
    public boolean take(RecordedEvent next) {
        Event event = next.event();
        List<Observation> observations = history.observe(event);
        known.hear(event);
        if (event instanceof SuggestionsRequested request) {
            leaveOut();
            open = new Request(next.position(), request);
        } else if (event instanceof SearchSpaceChanged changed) {
            leaveOut();
            startAgain();
            source = source(SearchSpace.parse(changed.searchSpace()));
        } else if (open == null) {
            observations.forEach(this::observe);
            if (event instanceof TunerFailed) {
                startAgain();
            }
        } else {
            later.addAll(observations);
            answer(open, next);
        }
        return difference == null;
    }

    /** How many requests were answered as recorded. */
    public long requests() {
        return requests;
    }

    /** How many proposals are the same. */
    public long proposals() {
        return proposals;
    }

    /** How many requests got no answer then, as the tuner failed or the search space changed. */
    public long skipped() {
        return skipped;
    }

    /** Where the tuner answers otherwise. */
    public Optional<ReplayDifference> difference() {
        return Optional.ofNullable(difference);
    }

    @Override
    public void close() {
        startAgain();
    }

    private void answer(Request request, RecordedEvent next) {
        if (next.event() instanceof TrialProposed) {
            recorded.add(next);
        } else if (next.event() instanceof SuggestionsAnswered answered && answered.request() == request.position()) {
            difference = compare(request, answered, next.position());
            over();
        } else if (next.event() instanceof TunerFailed) {
            leaveOut();
            startAgain();
        }
    }

    private void leaveOut() {
        if (open != null) {
            skipped++;
            over();
        }
    }

    private void over() {
        open = null;
        recorded.clear();
        later.forEach(this::observe);
        later.clear();
    }

    private @Nullable ReplayDifference compare(Request request, SuggestionsAnswered answered, long position) {
        Suggestions answer = ask(request);
        if (answer == null) {
            return new ReplayDifference(
                    request.position(),
                    null,
                    "answer",
                    recorded.size() + " proposals, " + answered.outlook(),
                    "the tuner fails: " + failure,
                    answered.plugin());
        }
        List<Suggestion> kept = KnownConfigurations.kept(answer.proposals(), answered);
        int count = Math.min(recorded.size(), kept.size());
        for (int i = 0; i < count; i++) {
            RecordedEvent then = recorded.get(i);
            TrialProposed trial = (TrialProposed) then.event();
            Optional<StoredValues.Difference> found = difference(trial, kept.get(i));
            if (found.isPresent()) {
                return new ReplayDifference(
                        then.position(),
                        trial.number(),
                        found.get().path(),
                        found.get().first(),
                        found.get().second(),
                        answered.plugin());
            }
            proposals++;
        }
        requests++;
        List<Suggestion> strange = known.strange(answer.proposals(), answered);
        if (!strange.isEmpty()) {
            return new ReplayDifference(
                    position,
                    null,
                    "discarded proposal",
                    "a known configuration",
                    strange.get(0).configuration().toString(),
                    answered.plugin());
        }
        if (recorded.size() + answered.discardedCount() != answer.proposals().size()) {
            return new ReplayDifference(
                    position,
                    null,
                    "number of proposals",
                    recorded.size() + answered.discardedCount(),
                    answer.proposals().size(),
                    answered.plugin());
        }
        return answered.outlook() == TunerSource.outlook(answer)
                ? null
                : new ReplayDifference(
                        position,
                        null,
                        "outlook",
                        answered.outlook().name(),
                        TunerSource.outlook(answer).name(),
                        answered.plugin());
    }

    private static Optional<StoredValues.Difference> difference(TrialProposed then, Suggestion now) {
        return StoredValues.difference(then.configuration(), now.configuration().values())
                .map(found -> new StoredValues.Difference("parameter " + found.path(), found.first(), found.second()))
                .or(() -> StoredValues.difference(beside(then.terms()), beside(Proposals.terms(now))));
    }

    private static Map<String, @Nullable Object> beside(ProposalTerms terms) {
        Map<String, @Nullable Object> beside = new LinkedHashMap<>();
        beside.put("tag", terms.tag());
        beside.put("budget", terms.budget());
        beside.put("parent", terms.parent());
        return beside;
    }

    /** The answer; null when the tuner fails. */
    private @Nullable Suggestions ask(Request request) {
        if (tuner == null && failure == null) {
            TunerSource known = source;
            List<Observation> told = past.stream().filter(known::tells).toList();
            tuner = call("create", Guest.REBUILD_BUDGET, () -> known.make(told));
        }
        Tuner made = tuner;
        return made == null
                ? null
                : call("suggest", TunerSource.SUGGEST_BUDGET, () -> TunerSource.ask(made, request.event()));
    }

    private void observe(Observation observation) {
        past.add(observation);
        Tuner made = tuner;
        if (made != null && source.tells(observation)) {
            call("observe", TunerSource.OBSERVE_BUDGET, () -> {
                made.observe(List.of(observation));
                return true;
            });
        }
    }

    /** The result; null when the tuner failed, now or before. */
    private <T> @Nullable T call(String what, Duration budget, Callable<T> body) {
        if (failure != null) {
            return null;
        }
        if (thread == null) {
            thread = threads.get();
        }
        try {
            return thread.call(what, budget, body).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            failure = String.valueOf(cause.getMessage());
            return null;
        }
    }

    private TunerSource source(SearchSpace space) {
        return new TunerSource(factory, () -> context.apply(space), space);
    }

    /** With a new tuner, made when it is needed. */
    private void startAgain() {
        Tuner made = tuner;
        if (made != null) {
            call("close", TunerSource.OBSERVE_BUDGET, () -> {
                made.close();
                return true;
            });
        }
        if (thread != null) {
            thread.close();
        }
        thread = null;
        tuner = null;
        failure = null;
    }
}
