package io.trialog.bootstrap;

import io.trialog.adapter.http.ConfigurationParser;
import io.trialog.adapter.http.ErrorDetail;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ConfigReader;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Configurations that clients of a running server send. */
final class ReceivedConfigurations implements ConfigurationParser {

    private final ConfigReader reader;
    private final WorkingCopies copies;

    ReceivedConfigurations(ConfigReader reader, WorkingCopies copies) {
        this.reader = reader;
        this.copies = copies;
    }

    @Override
    public Result parse(String text, @Nullable Path base) {
        try {
            ConfigResult read = reader.read(
                    new YamlConfigSource().parse(text),
                    base == null ? Path.of("").toAbsolutePath() : base);
            return new Valid(read.config(), details(read.warnings()));
        } catch (InvalidConfigException e) {
            return new Invalid(details(e.problems()));
        }
    }

    @Override
    public Optional<Invalid> prepare(ExperimentId id, ExperimentConfig config) {
        return copies.make(id, config).map(problem -> new Invalid(details(List.of(problem))));
    }

    private static List<ErrorDetail> details(List<ConfigProblem> problems) {
        return problems.stream()
                .map(problem -> new ErrorDetail(problem.path(), problem.line(), problem.message()))
                .toList();
    }
}
