package io.example.halton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a Halton sequence: parameter {@code i} of trial {@code n} is the radical inverse of {@code n} in the i-th prime (J. H.
 * Halton 1960, Numer. Math. 2, 84-90). Every proposal carries a note, written with this plugin's own Jackson, that gives the
 * point in the unit cube.
 */
final class HaltonTuner implements Tuner {

    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
    static final int MAX_PARAMETERS = PRIMES.length;

    private final SearchSpace searchSpace;
    private final long skip;

    HaltonTuner(SearchSpace searchSpace, long skip) {
        this.searchSpace = searchSpace;
        this.skip = skip;
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        List<Suggestion> proposals = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            // 1 and not 0 comes first: the radical inverse of 0 is the corner of the cube in every base.
            proposals.add(propose(request.firstTrialNumber() + i + skip + 1));
        }
        return Suggestions.of(proposals);
    }

    @Override
    public void observe(List<Observation> observations) {
        // The sequence is fixed.
    }

    private Suggestion propose(long index) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Double> point = new LinkedHashMap<>();
        for (Parameter parameter : searchSpace.parameters()) {
            double u = radicalInverse(index, PRIMES[point.size()]);
            point.put(parameter.name(), u);
            values.put(parameter.name(), valueAt(parameter.distribution(), u));
        }
        return Suggestion.of(Configuration.of(values)).withNote(json(point));
    }

    private static Object valueAt(Distribution distribution, double u) {
        if (distribution instanceof NumericDistribution numeric) {
            return numeric.deliver(numeric.fromUnit(u));
        }
        List<?> options = distribution.arguments(); // of a choice or an ordinal
        return options.get((int) (u * options.size()));
    }

    private static double radicalInverse(long index, int base) {
        double inverse = 0;
        double digitWeight = 1.0 / base;
        for (long rest = index; rest > 0; rest /= base) {
            inverse += digitWeight * (rest % base);
            digitWeight /= base;
        }
        return inverse;
    }

    private static String json(Map<String, Double> point) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("writtenBy", "jackson-core " + PackageVersion.VERSION);
            json.writeObjectFieldStart("point");
            for (Map.Entry<String, Double> coordinate : point.entrySet()) {
                json.writeNumberField(coordinate.getKey(), coordinate.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
