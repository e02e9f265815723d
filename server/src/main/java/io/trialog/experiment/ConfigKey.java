package io.trialog.experiment;

import java.util.Locale;

/** How keys are compared: regardless of case, {@code _} and {@code -}. */
final class ConfigKey {

    private ConfigKey() {}

    static boolean same(String a, String b) {
        return plain(a).equals(plain(b));
    }

    static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
