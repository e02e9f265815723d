/** Results of experiments as files for other programs. */
@NullMarked
package io.trialog.adapter.results;

import org.jspecify.annotations.NullMarked;
