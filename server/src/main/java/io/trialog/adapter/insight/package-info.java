/** What models learn from trials about their parameters, for people. */
@NullMarked
package io.trialog.adapter.insight;

import org.jspecify.annotations.NullMarked;
