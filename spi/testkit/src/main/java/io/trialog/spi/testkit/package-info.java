/**
 * Contract tests for authors of plugins: extend the abstract class for your kind of plugin, name your factory, and run it
 * with JUnit 5.
 *
 * <p>{@link io.trialog.spi.testkit.TunerContract} is for tuners, {@link io.trialog.spi.testkit.AssessorContract} for
 * assessors, {@link io.trialog.spi.testkit.TrainingServiceContract} for training services. A failing check says what the
 * server relies on, so that its message alone should be enough to mend the plugin.
 */
@NullMarked
package io.trialog.spi.testkit;

import org.jspecify.annotations.NullMarked;
