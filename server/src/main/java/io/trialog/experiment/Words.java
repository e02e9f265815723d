package io.trialog.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Constants as configurations write them: as words, regardless of case and blanks. */
final class Words {

    private Words() {}

    /** The usual word for a constant. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** All words, for error messages and help. */
    static <E> List<String> all(E[] constants, Function<? super E, String> word) {
        return Stream.of(constants).map(word).toList();
    }

    /** The constant of a word. */
    static <E> Optional<E> find(E[] constants, Function<? super E, String> word, @Nullable Object written) {
        String plain = plain(String.valueOf(written));
        return Stream.of(constants)
                .filter(constant -> plain(word.apply(constant)).equals(plain))
                .findFirst();
    }

    private static String plain(String word) {
        return ConfigKey.plain(word).replace(" ", "");
    }
}
