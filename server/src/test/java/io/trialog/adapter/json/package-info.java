@NullMarked
package io.trialog.adapter.json;

import org.jspecify.annotations.NullMarked;
