@NullMarked
package io.trialog.adapter.http;

import org.jspecify.annotations.NullMarked;
