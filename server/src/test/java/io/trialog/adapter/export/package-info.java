@NullMarked
package io.trialog.adapter.export;

import org.jspecify.annotations.NullMarked;
