/** A load harness for reports over HTTP: the durable server next to a bare handler. */
@NullMarked
package io.trialog.benchmarks.reports;

import org.jspecify.annotations.NullMarked;
