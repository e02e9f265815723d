/** How long slots stand idle when a tuner is slow: with proposals that are made ahead and without. */
@NullMarked
package io.trialog.benchmarks.slots;

import org.jspecify.annotations.NullMarked;
