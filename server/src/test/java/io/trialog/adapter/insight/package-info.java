@NullMarked
package io.trialog.adapter.insight;

import org.jspecify.annotations.NullMarked;
