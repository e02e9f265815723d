/** The event log on disk, in RocksDB. What it promises and how it was measured is in ADR 3. */
@NullMarked
package io.trialog.adapter.rocksdb;

import org.jspecify.annotations.NullMarked;
