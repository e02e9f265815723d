package io.trialog.event;

/**
 * A server took over the data directory. Experiments that were running under an earlier server are interrupted from here
 * on, until they are resumed.
 *
 * @param version the server's version
 * @param pid its process
 */
@EventType("server.started")
public record ServerStarted(String version, long pid) implements Event {}
