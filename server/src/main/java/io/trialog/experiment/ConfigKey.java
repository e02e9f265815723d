package io.trialog.experiment;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How keys are compared: regardless of case, {@code _} and {@code -}. */
final class ConfigKey {

    private ConfigKey() {}

    static boolean same(String a, String b) {
        return plain(a).equals(plain(b));
    }

    /** The one of these keys that is written here. */
    static Optional<String> find(String written, Collection<String> keys) {
        return keys.stream().filter(key -> same(key, written)).findFirst();
    }

    /** The form in which keys are compared. */
    static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
