package io.trialog.bootstrap;

import io.trialog.adapter.code.CodeCopy;
import io.trialog.adapter.code.CodeCopyException;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.projection.ExperimentBoard;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the working copies of experiments that want one, before they are created. Reads and writes the disk. */
final class WorkingCopies {

    private final Path dataDirectory;
    private final ExperimentBoard board;

    WorkingCopies(Path dataDirectory, ExperimentBoard board) {
        this.dataDirectory = dataDirectory;
        this.board = board;
    }

    /**
     * Makes the copy for an experiment that is about to be created; nothing when it wants none, or when there is an
     * experiment of this id already.
     *
     * @return why it cannot be made
     */
    Optional<ConfigProblem> make(ExperimentId id, ExperimentConfig config) {
        boolean wanted = config.run().workingCopy() && !config.trainingService().isExternal();
        if (!wanted || board.experiment(id).isPresent()) {
            return Optional.empty();
        }
        try {
            new CodeCopy(Path.of(config.trialCodeDirectory()), dataDirectory)
                    .to(DataDirectory.workingCopy(dataDirectory, id));
            return Optional.empty();
        } catch (CodeCopyException e) {
            return Optional.of(new ConfigProblem(0, "workingCopy", String.valueOf(e.getMessage())));
        }
    }
}
