package io.trialog.cli;

import io.trialog.cli.ExperimentListing.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Some experiments: those whose ids are given, or with an option all of a kind. */
final class ExperimentsParameter {

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            completionCandidates = ExperimentParameter.Ids.class,
            description = "The experiments, or the beginnings of their ids; 'trialog list' shows all.")
    private List<String> ids = List.of();

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create(); // replaced by picocli

    /**
     * Makes sure that it is said which.
     *
     * @param all whether the option is given
     * @param option its name
     * @throws ParameterException when neither ids nor the option are given, or both
     */
    void require(boolean all, String option) {
        if (all != ids.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "Which experiments? (expected: either IDs or " + option + ")");
        }
    }

    /**
     * The experiments; of those that are there, when no ids are given, all of a kind.
     *
     * @throws CommandFailure when there is none of an id
     */
    Set<Entry> choose(Servers servers, Places places, Predicate<Entry> kind) {
        if (ids.isEmpty()) {
            return ExperimentListing.read(servers, places.directories()).entries().stream()
                    .filter(kind)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        ExperimentFinder finder = new ExperimentFinder(servers, places);
        return ids.stream().map(finder::find).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
