package io.trialog.tuning;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import java.util.BitSet;
import java.util.List;

/**
 * A tuner whose answers are checked: that they fit the request and the search space, and continue only trials that the tuner
 * knows to have ended. What breaks the rules is an {@link IllegalStateException}. Used by the tuner's thread.
 */
final class CheckedTuner implements Tuner {

    private final Tuner tuner;
    private final SearchSpace searchSpace;
    private final BitSet ended = new BitSet();

    CheckedTuner(Tuner tuner, SearchSpace searchSpace) {
        this.tuner = tuner;
        this.searchSpace = searchSpace;
    }

    @Override
    public void observe(List<Observation> observations) {
        for (Observation observation : observations) {
            if (observation.trialNumber() >= 0) {
                ended.set(Math.toIntExact(observation.trialNumber()), observation.state() != Observation.State.PENDING);
            }
        }
        tuner.observe(observations);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        Suggestions answer = Guest.answered(tuner.suggest(request), "suggest");
        List<Suggestion> proposals = answer.proposals();
        if (proposals.size() > request.count()) {
            throw new IllegalStateException(
                    proposals.size() + " proposals (expected: at most " + request.count() + ")");
        }
        if (proposals.isEmpty() && answer.outlook() == Suggestions.Outlook.MORE) {
            throw new IllegalStateException(
                    "no proposal, outlook MORE (expected: a proposal, or outlook WAITING or EXHAUSTED)");
        }
        proposals.forEach(this::check);
        return answer;
    }

    @Override
    public void close() {
        tuner.close();
    }

    private void check(Suggestion proposal) {
        List<?> problems = searchSpace.check(proposal.configuration());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("a proposal does not fit the search space: " + problems);
        }
        proposal.parent().ifPresent(parent -> {
            if (parent > Integer.MAX_VALUE || !ended.get((int) parent)) {
                throw new IllegalStateException(
                        "a proposal continues trial " + parent + " (expected: a trial that has ended)");
            }
        });
    }
}
