/** The web page in a real browser against the runnable jar. */
@NullMarked
package io.trialog.page;

import org.jspecify.annotations.NullMarked;
