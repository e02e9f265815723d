package io.trialog.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that prints JSON and nothing else. It takes {@code --json} as all do, so that scripts need not know. */
abstract class JsonCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Accepted as everywhere; the output is JSON without it, too.")
    void json(boolean given) {}
}
