/** Read models for web, CLI and exports; thrown away and rebuilt at will. */
@NullMarked
package io.trialog.projection;

import org.jspecify.annotations.NullMarked;
