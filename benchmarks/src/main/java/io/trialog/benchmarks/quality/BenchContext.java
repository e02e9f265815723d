package io.trialog.benchmarks.quality;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerContext;
import java.util.OptionalInt;

/**
 * What a tuner is told about a bench's run.
 *
 * @param maxTrials empty when the bench does not say
 * @param concurrency 1 when the bench does not say
 */
record BenchContext(
        SearchSpace searchSpace,
        Direction direction,
        Options options,
        long seed,
        OptionalInt maxTrials,
        int concurrency)
        implements TunerContext {}
