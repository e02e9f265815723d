package io.example.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.trialog.spi.Plugin;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions;
import io.trialog.spi.tuner.Tuner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Answers questions about what it sees: the search space's choices {@code classes} and {@code resources} name what to look
 * for, and the one proposal's values are the answers.
 */
final class ProbeTuner implements Tuner {

    private final SearchSpace questions;

    ProbeTuner(SearchSpace questions) {
        this.questions = questions;
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("jacksonVersion", PackageVersion.VERSION.toString());
        answers.put("jacksonLoader", JsonFactory.class.getClassLoader().getName());
        answers.put(
                "contextLoader", Thread.currentThread().getContextClassLoader().getName());
        answers.put("thread", Thread.currentThread().getName());
        answers.put("classes", asked("classes").stream().filter(this::seesClass).toList());
        answers.put(
                "resources",
                asked("resources").stream()
                        .filter(name -> !resources(name).isEmpty())
                        .toList());
        answers.put("plugins", providers(Plugin.class));
        answers.put("jsonFactories", providers(JsonFactory.class));
        return Suggestions.exhausted(List.of(Suggestion.of(Configuration.of(answers))));
    }

    @Override
    public void observe(List<Observation> observations) {
        // Nothing to learn.
    }

    private List<String> asked(String question) {
        return ((Choice) questions.parameter(question).orElseThrow().distribution())
                .options().stream().map(String::valueOf).toList();
    }

    private boolean seesClass(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }

    private List<?> resources(String name) {
        try {
            return Collections.list(getClass().getClassLoader().getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> providers(Class<?> service) {
        return ServiceLoader.load(service).stream()
                .map(provider -> provider.type().getName() + " of "
                        + provider.type().getClassLoader().getName())
                .toList();
    }
}
