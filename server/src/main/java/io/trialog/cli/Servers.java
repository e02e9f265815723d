package io.trialog.cli;

import io.trialog.bootstrap.Home;
import io.trialog.bootstrap.LogImport;
import io.trialog.bootstrap.LogVerification;
import io.trialog.bootstrap.TunerVerification;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigResult;
import io.trialog.port.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/** Servers on this machine, live or past: what commands work on. */
interface Servers {

    /**
     * Reads the configuration of an experiment, with the plugins that a server started like this would have.
     *
     * @throws io.trialog.experiment.InvalidConfigException with all problems
     */
    ConfigResult configuration(StartOptions options, Path file);

    /**
     * Starts one in this process.
     *
     * @throws CommandFailure when the port or the data directory cannot be had
     */
    RunningServer start(StartOptions options);

    /**
     * What is recorded in a data directory, also while a server writes there.
     *
     * @throws CommandFailure when there is nothing, or it cannot be read
     */
    RecordedData open(Path data);

    /** The plugins that a server there would have. */
    Plugins plugins(Places places);

    /** The server at an address that {@link #owner} gave. */
    RemoteServer connect(URI url);

    /** Whether a folder is a data directory: something is recorded there. */
    boolean hasData(Path folder);

    /**
     * The experiments of a data directory, in less time than {@link #open} takes.
     *
     * @throws CommandFailure when there is nothing, or it cannot be read
     */
    DirectoryListing list(Path data);

    /**
     * The log of a data directory alone, as it is now; does not read it yet.
     *
     * @throws CommandFailure when there is none, or it cannot be opened
     */
    EventLog log(Path data);

    /**
     * The log of a data directory as it grows: each read sees what servers have recorded by then.
     *
     * @throws CommandFailure when there is none, or it cannot be opened
     */
    EventLog follow(Path data);

    /**
     * What is recorded in a data directory, as it grows.
     *
     * @throws CommandFailure when there is nothing, or it cannot be read
     */
    WatchedData watch(Path data);

    /**
     * Reads all of a log; see {@link LogVerification#run}.
     *
     * @throws CommandFailure when there is none
     */
    LogVerification.Result verify(Path data, LongConsumer onEvent);

    /**
     * Makes a data directory of an export; see {@link LogImport#run}.
     *
     * @throws CommandFailure when the directory cannot be had
     */
    LogImport.Result importLog(InputStream export, Path data, boolean partial, LongPredicate onEvent)
            throws IOException;

    /**
     * Replays an experiment's tuner with the plugins that a server on this directory would have; see {@link
     * TunerVerification#run}.
     *
     * @throws CommandFailure when the tuner's plugin is not installed
     */
    TunerVerification.Result replayTuner(Path data, Home home, ExperimentId experiment, LongConsumer onEvent);

    /** The address of the live server that owns a data directory, if there is one. */
    Optional<URI> owner(Path data);
}
