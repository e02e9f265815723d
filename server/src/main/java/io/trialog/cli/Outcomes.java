package io.trialog.cli;

import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.engine.Rejection;
import io.trialog.spi.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waits for what becomes of commands to the engine. */
final class Outcomes {

    private Outcomes() {}

    /**
     * The reply.
     *
     * @throws CommandFailure when it was refused, or the engine failed
     */
    static <R> R reply(CompletableFuture<Outcome<R>> future) {
        try {
            Outcome<R> outcome = future.join();
            if (outcome instanceof Outcome.Rejected<R> refused) {
                throw failure(refused.rejection());
            }
            return ((Outcome.Accepted<R>) outcome).reply();
        } catch (CompletionException e) {
            throw new CommandFailure(ExitCode.INTERNAL, "the server failed: " + e.getCause(), e);
        }
    }

    private static CommandFailure failure(Rejection rejection) {
        String message = Stream.concat(
                        Stream.of(rejection.message()),
                        rejection.details().stream().map(Problem::toString))
                .collect(Collectors.joining("\n"));
        return new CommandFailure(exitCode(rejection.code()), message);
    }

    private static int exitCode(ErrorCode code) {
        if (code == ErrorCode.EXPERIMENT_UNKNOWN) {
            return ExitCode.UNKNOWN_ID;
        }
        return switch (code.kind()) {
            case BUSY, UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case INTERNAL -> ExitCode.INTERNAL;
            default -> ExitCode.USAGE;
        };
    }
}
