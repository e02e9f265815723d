/** The other end of {@code adapter.http}: requests to the REST API of a server. */
@NullMarked
package io.trialog.adapter.client;

import org.jspecify.annotations.NullMarked;
