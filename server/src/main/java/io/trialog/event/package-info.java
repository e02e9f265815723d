/** Every stored event: together these records are a file format. Types are never renamed; see the log's ADR for what may change. */
@NullMarked
package io.trialog.event;

import org.jspecify.annotations.NullMarked;
