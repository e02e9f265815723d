/** What tuners share that try many configurations with a small budget and go on with the best ones. */
@NullMarked
package io.trialog.tuners.fidelity;

import org.jspecify.annotations.NullMarked;
