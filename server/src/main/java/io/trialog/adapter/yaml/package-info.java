/** YAML and JSON texts as configuration trees. */
@NullMarked
package io.trialog.adapter.yaml;

import org.jspecify.annotations.NullMarked;
