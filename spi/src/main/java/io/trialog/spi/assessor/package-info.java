/** Assessors watch intermediate metrics and stop trials that will not make it. */
@NullMarked
package io.trialog.spi.assessor;

import org.jspecify.annotations.NullMarked;
