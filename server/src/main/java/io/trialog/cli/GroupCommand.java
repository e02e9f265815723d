package io.trialog.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others. */
abstract class GroupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    GroupCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public void run() {
        String commands = spec.subcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "a command is missing (expected: one of " + commands + ")");
    }
}
