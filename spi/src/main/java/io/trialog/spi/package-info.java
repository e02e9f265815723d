/** What authors of tuners, assessors and training services compile against. */
@NullMarked
package io.trialog.spi;

import org.jspecify.annotations.NullMarked;
