package io.trialog.bootstrap;

import io.trialog.engine.Command;

/**
 * A server takes over: the first command of every process. The reply is its process id.
 *
 * @param version the server's version
 * @param pid its process
 */
public record RecordServerStart(String version, long pid) implements Command<Long> {}
