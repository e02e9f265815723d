package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command of the program has, also those that are still to be written. */
class AllCommandsTest {

    /** What it prints is a script. */
    private static final Set<String> WITHOUT_JSON = Set.of("completion");

    static Stream<Arguments> commands() {
        Map<String, CommandLine> all = new LinkedHashMap<>();
        collect("", TrialogCommand.commandLine(surroundings(new CapturedScreen(FixedTerminal.NONE))), all);
        return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static void collect(String path, CommandLine command, Map<String, CommandLine> all) {
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                all.put((path + " " + name).strip(), sub);
                collect(path + " " + name, sub, all);
            }
        });
    }

    private static Surroundings surroundings(CapturedScreen screen) {
        CommandLineFixture fixture = new CommandLineFixture();
        return new Surroundings(
                screen.screen(),
                fixture.in,
                fixture.servers,
                fixture.interruption,
                fixture.story::now,
                java.time.ZoneOffset.UTC,
                fixture.environment);
    }

    @Test
    void shouldBeMadeOnlyWhereNeeded() {
        assertThat(namesFor("serve", "--port", "0")).containsExactlyInAnyOrder("help", "serve");
        assertThat(namesFor("log", "cat")).containsExactlyInAnyOrder("help", "log");
        assertThat(namesFor("completion", "bash")).hasSizeGreaterThan(20);
        assertThat(namesFor("help", "serve")).hasSizeGreaterThan(20);
        assertThat(namesFor("srve")).hasSizeGreaterThan(20);
        assertThat(namesFor()).hasSizeGreaterThan(20);
    }

    private static Set<String> namesFor(String... arguments) {
        Surroundings surroundings = surroundings(new CapturedScreen(FixedTerminal.NONE));
        return TrialogCommand.commandLine(surroundings, arguments)
                .getSubcommands()
                .keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldSayWhatItIsFor(String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        assertThat(spec.usageMessage().header()).hasSize(1);
        assertThat(spec.usageMessage().header()[0]).matches("[A-Z].*\\.").hasSizeLessThanOrEqualTo(75);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldDescribeEveryOptionAndParameter(String name, CommandLine command) {
        List<String> undescribed = new ArrayList<>();
        command.getCommandSpec().args().forEach(argument -> {
            if (String.join("", argument.description()).isBlank()) {
                undescribed.add(argument.paramLabel() + " " + argument);
            }
        });
        assertThat(undescribed).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldShowItsHelpInAHundredColumns(String name, CommandLine command) {
        CommandLineFixture trialog = new CommandLineFixture();
        List<String> arguments = new ArrayList<>(List.of(name.split(" ")));
        arguments.add("--help");

        int exitCode = trialog.execute(arguments.toArray(String[]::new));

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).contains("Usage: trialog " + name).doesNotContain("${");
        assertThat(trialog.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldSpeakJson(String name, CommandLine command) {
        boolean isGroup = command.getSubcommands().size() > 1;
        if (!isGroup && !WITHOUT_JSON.contains(name)) {
            assertThat(command.getCommandSpec().optionsMap()).containsKey("--json");
        }
    }
}
