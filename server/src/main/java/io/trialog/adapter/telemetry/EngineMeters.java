package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.trialog.engine.Command;
import io.trialog.engine.EngineMonitor;
import io.trialog.engine.ErrorCode;

/** Counts the engine's commands and measures its batches. */
final class EngineMeters implements EngineMonitor {

    private final MeterRegistry registry;
    private final ClassCounters<Command<?>> accepted;
    private final DistributionSummary commands;
    private final DistributionSummary events;

    EngineMeters(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = new ClassCounters<>(command -> Counter.builder("trialog.commands.accepted")
                .description("Commands that were accepted")
                .tag("command", command.name())
                .register(registry));
        this.commands = size("trialog.engine.batch.commands", "Commands decided on in one batch")
                .register(registry);
        this.events = size("trialog.engine.batch.events", "Events written by one batch")
                .register(registry);
    }

    @Override
    public void accepted(Command<?> command) {
        accepted.count(command);
    }

    @Override
    public void rejected(Command<?> command, ErrorCode code) {
        Counter.builder("trialog.commands.rejected")
                .description("Commands that were refused")
                .tag("command", command.name())
                .tag("code", code.name())
                .register(registry)
                .increment();
    }

    @Override
    public void processed(int batchCommands, int batchEvents) {
        commands.record(batchCommands);
        events.record(batchEvents);
    }

    private static DistributionSummary.Builder size(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1024);
    }
}
