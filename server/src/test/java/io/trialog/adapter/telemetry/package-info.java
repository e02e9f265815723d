@NullMarked
package io.trialog.adapter.telemetry;

import org.jspecify.annotations.NullMarked;
