/** What strangers send as JSON, whichever way it comes: read in one pass, with messages for people. */
@NullMarked
package io.trialog.adapter.input;

import org.jspecify.annotations.NullMarked;
