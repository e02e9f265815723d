/** HTTP: translates requests into commands and views into answers; streams changes; serves the web page. */
@NullMarked
package io.trialog.adapter.http;

import org.jspecify.annotations.NullMarked;
