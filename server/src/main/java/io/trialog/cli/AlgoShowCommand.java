package io.trialog.cli;

import io.trialog.spi.problem.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog algo show}. */
@Command(
        name = "show",
        header = "Show what a tuner, assessor or training service is for, and its options.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class AlgoShowCommand implements Callable<Integer> {

    /** Of the longest heading of a profile, and a gap. */
    private static final int LABEL_WIDTH = 15;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name, or an alias; 'trialog algo list' shows all.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON, as it is in GET /api/v1/algorithms.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    AlgoShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Plugins plugins = surroundings.servers().plugins(data.places(surroundings.environment()));
        List<NamedAlgorithm> all = new ArrayList<>();
        all.addAll(NamedAlgorithm.of("tuner", plugins.algorithms().get("tuners")));
        all.addAll(NamedAlgorithm.of("assessor", plugins.algorithms().get("assessors")));
        all.addAll(NamedAlgorithm.of("training service", plugins.algorithms().get("trainingServices")));
        List<NamedAlgorithm> found = all.stream()
                .filter(algorithm -> algorithm.names().stream().anyMatch(name::equalsIgnoreCase))
                .toList();
        if (found.isEmpty()) {
            List<String> names = all.stream()
                    .flatMap(algorithm -> algorithm.names().stream())
                    .toList();
            throw new CommandFailure(
                    ExitCode.UNKNOWN_ID,
                    "there is no tuner, assessor or training service " + PrintableText.of(name, 40)
                            + " (expected: one of " + String.join(", ", names) + ")" + NearMiss.hint(name, names));
        }
        for (NamedAlgorithm algorithm : found) {
            if (json) {
                screen.line(JsonText.indented(algorithm.facts()));
            } else {
                print(algorithm);
            }
        }
        return ExitCode.OK;
    }

    private void print(NamedAlgorithm algorithm) {
        Screen screen = surroundings.screen();
        Style style = screen.style();
        screen.line(style.strong(algorithm.text("name")) + " (" + algorithm.kind() + ", " + algorithm.text("plugin")
                + " " + algorithm.text("pluginVersion") + ")");
        List<String> aliases = algorithm.names().subList(1, algorithm.names().size());
        if (!aliases.isEmpty()) {
            screen.line("also called " + String.join(", ", aliases));
        }
        wrapped("", algorithm.text("description"));
        print(algorithm.profile());
        List<Map<?, ?>> options = algorithm.options();
        screen.line("");
        screen.line(options.isEmpty() ? "it has no options" : "options");
        options.forEach(option -> print("  ", option));
    }

    /** Headings at the left, what they say beside them. */
    private void print(Map<String, String> profile) {
        Screen screen = surroundings.screen();
        if (!profile.isEmpty()) {
            screen.line("");
        }
        profile.forEach((heading, text) -> {
            String label = heading + " ".repeat(Math.max(1, LABEL_WIDTH - heading.length()));
            List<String> lines = WrappedText.lines(text, width() - LABEL_WIDTH);
            screen.line(screen.style().faint(label) + lines.get(0));
            lines.subList(1, lines.size()).forEach(line -> screen.line(" ".repeat(LABEL_WIDTH) + line));
        });
    }

    private void print(String indent, Map<?, ?> option) {
        Object preset = option.get("default");
        String note = Boolean.TRUE.equals(option.get("required"))
                ? ", required"
                : preset == null ? "" : ", default " + (preset instanceof Double d ? NumberText.of(d) : preset);
        surroundings
                .screen()
                .line(indent + surroundings.screen().style().strong(String.valueOf(option.get("name"))) + "  "
                        + option.get("expected") + note);
        wrapped(indent + "    ", Objects.toString(option.get("description"), ""));
        NamedAlgorithm.options(option).forEach(inner -> print(indent + "    ", inner));
    }

    private void wrapped(String indent, String text) {
        WrappedText.lines(text, width() - indent.length())
                .forEach(line -> surroundings.screen().line(indent + line));
    }

    private int width() {
        return WrappedText.width(surroundings.screen());
    }
}
