package io.trialog.bootstrap;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.event.ServerStarted;

/** Records that a server took over the data directory. */
final class ServerHandler {

    void register(CommandRegistry commands) {
        commands.on(
                RecordServerStart.class,
                (command, now) -> Decision.accept(command.pid(), new ServerStarted(command.version(), command.pid())));
    }
}
