@NullMarked
package io.trialog.adapter.rocksdb;

import org.jspecify.annotations.NullMarked;
