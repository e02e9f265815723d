package io.trialog.tuners.pbt;

import io.trialog.tuners.pbt.Training.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The members and what they have trained so far: who goes on next, and as whose copy. Mutable, a fold over trainings; for one
 * thread.
 */
final class Population {

    /** A member that falls this many generations behind need not make up for them. */
    private static final int FAR_BEHIND = 2;

    private final PbtSettings settings;
    private final NavigableMap<Integer, Map<Integer, Training>> generations = new TreeMap<>();
    private final Map<Integer, Training> newest = new TreeMap<>(); // by member

    Population(PbtSettings settings) {
        this.settings = settings;
    }

    /** Takes in what is now known of a training; members that the population does not have are ignored. */
    void put(Training training) {
        Place place = training.place();
        if (place.member() >= settings.population()) {
            return;
        }
        generations
                .computeIfAbsent(place.generation(), generation -> new TreeMap<>())
                .put(place.member(), training);
        newest.merge(
                place.member(),
                training,
                (old, now) -> now.place().generation() >= old.place().generation() ? now : old);
    }

    /** A member that has never trained, if there is one. */
    OptionalInt unborn(Set<Integer> leaving) {
        return IntStream.range(0, settings.population())
                .filter(member -> !newest.containsKey(member) && !leaving.contains(member))
                .findFirst();
    }

    /**
     * The last training of a member that may go on, one of the oldest generation first. There is always one when all have
     * trained and no training runs.
     *
     * @param leaving members that are about to train, and so may not
     */
    Optional<Training> ready(Set<Integer> leaving) {
        return newest.values().stream()
                .filter(training -> training.hasEnded()
                        && !leaving.contains(training.place().member()))
                .min(Comparator.comparing(
                                (Training training) -> training.place().generation())
                        .thenComparing(training -> training.place().member()))
                .filter(oldest -> hasQuorum(oldest.place().generation()));
    }

    /** Whether enough members have ended their training in a generation, or have left it behind. */
    private boolean hasQuorum(int generation) {
        return newest.values().stream()
                        .filter(training -> training.place().generation() > generation
                                || (training.place().generation() == generation && training.hasEnded()))
                        .count()
                >= settings.quorum();
    }

    /** Whether a member is among the best of its generation, as far as that has ended, or at least not among the worst. */
    boolean survives(Training training) {
        int generation = training.place().generation();
        int ended = ended(generation);
        int surviving = ended - Math.min(settings.shareOf(ended), ended / 2);
        return ranked(generation).stream().limit(surviving).anyMatch(training::equals);
    }

    /**
     * Whom a member may copy that does not survive: the best of its generation; when the population is far ahead of it, those
     * of the newest generation. Where no member has a value, the generation before that counts; empty when none has.
     */
    List<Training> donors(Training training) {
        int own = training.place().generation();
        int front = generations.descendingKeySet().stream()
                .filter(this::hasQuorum)
                .findFirst()
                .orElse(own);
        int from = front - own >= FAR_BEHIND ? front : own;
        return generations.headMap(from, true).descendingMap().keySet().stream()
                .map(this::best)
                .filter(best -> !best.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Training> best(int generation) {
        List<Training> ranked = ranked(generation);
        int count = Math.max(1, settings.shareOf(ended(generation)));
        return ranked.subList(0, Math.min(count, ranked.size()));
    }

    private List<Training> ranked(int generation) {
        return generations.getOrDefault(generation, Map.of()).values().stream()
                .filter(training -> training.status() == Status.RANKED)
                .sorted()
                .toList();
    }

    private int ended(int generation) {
        return (int) generations.getOrDefault(generation, Map.of()).values().stream()
                .filter(Training::hasEnded)
                .count();
    }
}
