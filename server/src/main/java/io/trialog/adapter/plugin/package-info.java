/** Finds plugins, keeps them apart from the server and from each other, and calls them without trusting them. */
@NullMarked
package io.trialog.adapter.plugin;

import org.jspecify.annotations.NullMarked;
