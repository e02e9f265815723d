/** Snapshots as files of JSON lines in a folder of the data directory. What they promise is in ADR 11. */
@NullMarked
package io.trialog.adapter.snapshot;

import org.jspecify.annotations.NullMarked;
