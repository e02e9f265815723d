package io.trialog.experiment;

import io.trialog.port.Plugins;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code tuner} and {@code assessor}. */
final class AlgorithmReader<F> {

    /** A plugin that was found, with options that it accepts. */
    record Algorithm<F>(F factory, String name, Options options) {
        AlgorithmConfig config() {
            return new AlgorithmConfig(name, new LinkedHashMap<>(options.asMap()));
        }

        /** What the plugin finds wrong when it is made: at the option that it names, if it names one. */
        Problem placed(String key, Problem found) {
            String first = found.path().split("[.\\[]", 2)[0];
            return found.under(options.has(first) ? key + "." + CLASS_ARGS : key);
        }
    }

    private static final String CLASS_ARGS = ExperimentKeys.CLASS_ARGS;
    private static final String OPTIMIZE_MODE = "optimize_mode";
    private static final String SEED = "seed";
    private static final List<String> KEYS = List.of(ExperimentKeys.NAME, CLASS_ARGS);
    private static final List<String> CUSTOM_KEYS = List.of("className", "codeDirectory");

    private final String key;
    private final Function<String, Optional<F>> find;
    private final List<String> names;
    private final Function<F, String> nameOf;
    private final Function<F, OptionSchema> schemaOf;
    private final ConfigProblems problems;
    private final GuestQuestions guests;

    private AlgorithmReader(
            String key,
            Function<String, Optional<F>> find,
            List<String> names,
            Function<F, String> nameOf,
            Function<F, OptionSchema> schemaOf,
            ConfigProblems problems,
            GuestQuestions guests) {
        this.key = key;
        this.find = find;
        this.names = List.copyOf(names);
        this.nameOf = nameOf;
        this.schemaOf = schemaOf;
        this.problems = problems;
        this.guests = guests;
    }

    static AlgorithmReader<TunerFactory> tuner(Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        return new AlgorithmReader<>(
                "tuner",
                plugins::tuner,
                plugins.tunerNames(),
                TunerFactory::name,
                TunerFactory::options,
                problems,
                guests);
    }

    static AlgorithmReader<AssessorFactory> assessor(Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        return new AlgorithmReader<>(
                "assessor",
                plugins::assessor,
                plugins.assessorNames(),
                AssessorFactory::name,
                AssessorFactory::options,
                problems,
                guests);
    }

    /** The algorithm, or empty after adding what is wrong to the problems. */
    Optional<Algorithm<F>> read(ConfigNode written, Agreement<Direction> direction, Agreement<Long> seed) {
        if (written.plain() instanceof String name) {
            return named(key, name, ConfigSection.empty(key + "." + CLASS_ARGS, problems), direction, seed);
        }
        if (!(written instanceof ConfigNode.Mapping mapping)) {
            problems.add(key, Shown.of(written) + " (expected: a name, or a mapping with name and classArgs)");
            return Optional.empty();
        }
        ConfigSection section = new ConfigSection(key, mapping, problems);
        section.rejectUnknown(KEYS, CUSTOM_KEYS);
        for (String custom : CUSTOM_KEYS) {
            if (section.has(custom)) {
                section.problem(
                        custom,
                        "Python " + key + "s are not supported by this version; write a " + key
                                + " plugin in Java, or name one of " + String.join(", ", names));
                return Optional.empty();
            }
        }
        ConfigSection arguments = arguments(section);
        String name = section.text("name");
        if (name == null) {
            if (!section.has("name")) {
                section.problem("name", "missing (expected: one of " + String.join(", ", names) + ")");
            }
            return Optional.empty();
        }
        return named(section.path("name"), name, arguments, direction, seed);
    }

    private ConfigSection arguments(ConfigSection section) {
        ConfigNode written = section.find(CLASS_ARGS);
        if (written instanceof ConfigNode.Mapping mapping) {
            return new ConfigSection(section.path(CLASS_ARGS), mapping, problems);
        }
        if (written != null) {
            section.problem(CLASS_ARGS, Shown.of(written) + " (expected: a mapping of options)");
        }
        return ConfigSection.empty(section.path(CLASS_ARGS), problems);
    }

    private Optional<Algorithm<F>> named(
            String path, String name, ConfigSection arguments, Agreement<Direction> direction, Agreement<Long> seed) {
        List<String> refused = new ArrayList<>();
        if (!arguments.direction(OPTIMIZE_MODE, direction)) {
            refused.add(OPTIMIZE_MODE);
        }
        if (!arguments.seed(SEED, seed)) {
            refused.add(SEED);
        }
        Optional<F> factory = find.apply(name.strip());
        if (factory.isEmpty()) {
            String shown = Shown.shorten(name);
            String expected =
                    names.isEmpty() ? "(none is installed)" : "(expected: one of " + String.join(", ", names) + ")";
            problems.add(path, "unknown " + key + " '" + shown + "' " + expected + NearMiss.hint(shown, names));
            return Optional.empty();
        }
        F found = factory.get();
        return guests.ask(
                found,
                path,
                () -> {
                    OptionSchema schema = schemaOf.apply(found);
                    warn(arguments, schema);
                    return new Algorithm<>(found, nameOf.apply(found), schema.read(given(arguments, schema, refused)));
                },
                problem -> problems.add(problem.under(arguments.path())));
    }

    private static void warn(ConfigSection arguments, OptionSchema schema) {
        for (OptionSpec spec : schema.specs()) {
            if (arguments.has(spec.name())) {
                spec.whyWithoutEffect().ifPresent(why -> arguments.warning(spec.name(), "has no effect; " + why));
            }
        }
    }

    /**
     * What the schema is to read: options by the names that it has for them. Direction and seed belong to the experiment;
     * schemas that do not mention them need not see them, and what was refused already need not be refused again.
     */
    private static Map<String, @Nullable Object> given(
            ConfigSection arguments, OptionSchema schema, List<String> refused) {
        List<String> known = schema.specs().stream().map(OptionSpec::name).toList();
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (ConfigNode.Entry entry : arguments.entries()) {
            Optional<String> name = ConfigKey.find(entry.key(), known);
            boolean ofExperiment =
                    ConfigKey.find(entry.key(), List.of(OPTIMIZE_MODE, SEED)).isPresent();
            boolean wanted = name.isPresent() || !ofExperiment;
            if (wanted && ConfigKey.find(entry.key(), refused).isEmpty()) {
                given.put(name.orElse(entry.key()), entry.value().plain());
            }
        }
        return given;
    }
}
