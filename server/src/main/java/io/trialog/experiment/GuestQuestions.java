package io.trialog.experiment;

import io.trialog.port.Plugins;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks plugins while a configuration is read: whatever they throw becomes a problem of the configuration. */
final class GuestQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(GuestQuestions.class);

    private final Plugins plugins;
    private final ConfigProblems problems;

    GuestQuestions(Plugins plugins, ConfigProblems problems) {
        this.plugins = plugins;
        this.problems = problems;
    }

    /**
     * Asks.
     *
     * @param factory whom
     * @param path of the setting that chose this plugin, for failures
     * @param question what; a null answer is a failure
     * @param refusals takes the problems that the plugin finds
     * @return empty when the plugin refused or failed
     */
    <T> Optional<T> ask(Object factory, String path, Supplier<T> question, Consumer<Problem> refusals) {
        try {
            return Optional.of(question.get());
        } catch (InvalidInputException e) {
            e.problems().forEach(refusals);
        } catch (Throwable e) { // a guest may throw anything; a missing class or an endless recursion are errors
            LOG.warn("A plugin failed while a configuration was read [plugin {}]", plugins.originOf(factory), e);
            problems.add(path, "the plugin failed (" + plugins.originOf(factory) + "): " + e);
        }
        return Optional.empty();
    }
}
