package io.trialog.cli;

import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.adapter.yaml.YamlText;
import io.trialog.experiment.ConvertedConfig;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog config convert}. */
@Command(
        name = "convert",
        header = "Print a configuration of NNI's first format in today's.",
        description = {
            "%nThe converted configuration goes to stdout, and what was changed to stderr. 'run' and 'check' read the first format as "
                    + "it is, too. Ends with exit code 2 when something cannot be converted."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ConfigConvertCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FILE", description = "A configuration, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print the converted configuration as JSON.")
    private boolean json;

    ConfigConvertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        ConfigurationFile written = new ConfigurationFile(file, screen);
        try {
            ConvertedConfig converted = ConvertedConfig.of(new YamlConfigSource().read(file));
            if (!converted.problems().isEmpty()) {
                throw new InvalidConfigException(converted.problems());
            }
            if (converted.notices().isEmpty()) {
                screen.complain(file + " has today's format already; it is printed as it is");
            }
            converted.notices().forEach(notice -> screen.complain(notice.render(file.toString())));
            screen.line(
                    json
                            ? JsonText.indented(converted.config().plain())
                            : YamlText.of(converted.config()).stripTrailing());
            return ExitCode.OK;
        } catch (InvalidConfigException e) {
            throw written.refused(e, "; nothing was converted");
        }
    }
}
