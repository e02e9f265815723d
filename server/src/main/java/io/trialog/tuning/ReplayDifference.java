package io.trialog.tuning;

import org.jspecify.annotations.Nullable;

/**
 * Where a tuner no longer answers as it did.
 *
 * @param position of the recorded event that it differs from
 * @param trial the number of the trial; null when the answer as a whole differs
 * @param what differs: a parameter, as {@code outer.inner} when it is nested, or something else about the answer
 * @param recorded what is recorded, as JSON has it
 * @param proposed what the tuner answers now
 * @param plugin name and version of the tuner then; null in old logs
 */
public record ReplayDifference(
        long position,
        @Nullable Long trial,
        String what,
        @Nullable Object recorded,
        @Nullable Object proposed,
        @Nullable String plugin) {}
