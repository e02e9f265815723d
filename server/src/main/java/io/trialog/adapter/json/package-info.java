/** The stored form of events: bytes for the log, lines for people. The rules for changing it are in ADR 2. */
@NullMarked
package io.trialog.adapter.json;

import org.jspecify.annotations.NullMarked;
