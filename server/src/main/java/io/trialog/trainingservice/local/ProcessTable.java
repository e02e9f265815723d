package io.trialog.trainingservice.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of this machine at one moment, without zombies. Reading it costs some ten microseconds a process, so one
 * table serves many attempts.
 *
 * <p>Its handles never reach a foreign process: {@link ProcessHandle} compares start times before it sends a signal.
 */
final class ProcessTable {

    private static final long UNKNOWN = -1;

    private record Entry(ProcessHandle handle, long parent, long session) {}

    private final Map<Long, Entry> byPid = new HashMap<>();
    private final Map<Long, List<Entry>> byParent = new HashMap<>();
    private final Map<Long, List<Entry>> bySession = new HashMap<>();

    private ProcessTable() {}

    static ProcessTable now() {
        ProcessTable table = new ProcessTable();
        boolean linux = ProcStat.isSupported();
        ProcessHandle.allProcesses()
                .flatMap(handle -> entry(handle, linux).stream())
                .forEach(table::add);
        return table;
    }

    /** Whether the process ran at that moment. */
    boolean contains(Supervisor supervisor) {
        return byPid.containsKey(supervisor.pid()) && supervisor.isAlive();
    }

    /**
     * The processes of an attempt except its supervisor: what descends from it, what is in its session (also when its
     * parent has ended), and what was known to belong to it and still runs, with its descendants.
     */
    Set<ProcessHandle> treeOf(Supervisor supervisor, Set<ProcessHandle> known) {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        Deque<ProcessHandle> unvisited = new ArrayDeque<>();
        known.stream().filter(this::holds).filter(tree::add).forEach(unvisited::add);
        if (isOursOrFree(supervisor)) {
            // The kernel gives no number to a new process while a session still bears it: who is in it belongs to us.
            List<Entry> members = new ArrayList<>(bySession.getOrDefault(supervisor.pid(), List.of()));
            members.addAll(byParent.getOrDefault(supervisor.pid(), List.of()));
            members.stream()
                    .map(Entry::handle)
                    .filter(handle -> handle.pid() != supervisor.pid())
                    .filter(tree::add)
                    .forEach(unvisited::add);
        }
        while (!unvisited.isEmpty()) {
            for (Entry child : byParent.getOrDefault(unvisited.remove().pid(), List.of())) {
                if (tree.add(child.handle())) {
                    unvisited.add(child.handle());
                }
            }
        }
        return tree;
    }

    private boolean isOursOrFree(Supervisor supervisor) {
        return supervisor.isOfThisBoot() && (!byPid.containsKey(supervisor.pid()) || supervisor.isAlive());
    }

    private boolean holds(ProcessHandle handle) {
        Entry entry = byPid.get(handle.pid());
        return entry != null && entry.handle().equals(handle);
    }

    private void add(Entry entry) {
        byPid.put(entry.handle().pid(), entry);
        byParent.computeIfAbsent(entry.parent(), pid -> new ArrayList<>()).add(entry);
        if (entry.session() != UNKNOWN) {
            bySession.computeIfAbsent(entry.session(), pid -> new ArrayList<>()).add(entry);
        }
    }

    private static Optional<Entry> entry(ProcessHandle handle, boolean linux) {
        if (linux) {
            return ProcStat.of(handle.pid())
                    .filter(stat -> !stat.isZombie())
                    .map(stat -> new Entry(handle, stat.parent(), stat.session()));
        }
        return Optional.of(
                new Entry(handle, handle.parent().map(ProcessHandle::pid).orElse(UNKNOWN), UNKNOWN));
    }
}
