package io.trialog.tuners.smac;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.history.History;
import io.trialog.tuners.qmc.SobolDesign;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * SMAC (Hutter, Hoos, Leyton-Brown, LION 2011; SMAC3: Lindauer et al., JMLR 23, 2022): after a short Sobol design, proposals
 * have the largest expected improvement under a random forest of the results; a few are random.
 *
 * <p>Failed trials teach a second forest where trials fail; early-stopped ones count as no better than the median of the
 * complete ones; running ones lower the worth of their neighbourhood ({@link Crowd}). At most 1,000 trials are learnt from
 * ({@link Lessons}), so that a proposal takes bounded time; the forest is grown once for each state of knowledge.
 */
final class SmacTuner implements Tuner {

    private final TunerContext context;
    private final SmacSettings settings;
    private final History history;
    private SobolDesign design;

    /** What is known of ended trials: a function of the history alone; null when it has to be learnt again. */
    private @Nullable Surrogate cache;

    SmacTuner(TunerContext context, SmacSettings settings) {
        this.context = context;
        this.settings = settings;
        this.history = new History(context);
        this.design = new SobolDesign(history.space(), context.seed());
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        SeenPoints seen = history.seen().fork();
        List<Point> running = new ArrayList<>(history.pending());
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            long number = request.firstTrialNumber() + i;
            Optional<Point> proposal = propose(number, seen, running, context.random(number));
            if (proposal.isEmpty()) {
                return Suggestions.exhausted(proposals);
            }
            seen.add(proposal.get());
            running.add(proposal.get());
            proposals.add(Suggestion.of(history.space().decode(proposal.get())));
        }
        return Suggestions.of(proposals);
    }

    private Optional<Point> propose(long number, SeenPoints seen, List<Point> running, RandomGenerator random) {
        int startup = settings.startupTrials(history.space().dimensions().size());
        if (history.endedCount() < startup || history.usableCount() == 0) {
            return design.freePoint(number, seen, random);
        }
        if (random.nextDouble() < settings.randomShare()) {
            return seen.sampleUnseen(random);
        }
        Surrogate surrogate = surrogate();
        Crowd crowd = new Crowd(surrogate.results());
        running.forEach(crowd::add);
        return new AcquisitionSearch(history.space(), surrogate, crowd, seen, random)
                .best()
                .or(() -> seen.sampleUnseen(random));
    }

    private Surrogate surrogate() {
        Surrogate known = cache;
        if (known == null) {
            known = Surrogate.of(history, settings, new SplittableRandom(context.seed() ^ history.endedCount()));
            cache = known;
        }
        return known;
    }

    @Override
    public void observe(List<Observation> news) {
        history.observe(news);
        cache = null;
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        history.updateSearchSpace(searchSpace);
        design = new SobolDesign(history.space(), context.seed());
        cache = null;
    }
}
