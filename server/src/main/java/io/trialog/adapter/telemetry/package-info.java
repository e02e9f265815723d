/** What is measured of a server, for Prometheus. The only place that knows Micrometer. */
@NullMarked
package io.trialog.adapter.telemetry;

import org.jspecify.annotations.NullMarked;
