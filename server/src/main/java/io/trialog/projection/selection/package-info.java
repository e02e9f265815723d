/** Which trials, in which order: the language in which people say it, to the command line as to the API. */
@NullMarked
package io.trialog.projection.selection;

import org.jspecify.annotations.NullMarked;
