/** What the core needs from outside, named by need. */
@NullMarked
package io.trialog.port;

import org.jspecify.annotations.NullMarked;
