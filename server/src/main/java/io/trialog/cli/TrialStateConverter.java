package io.trialog.cli;

import io.trialog.event.TrialState;
import io.trialog.spi.problem.NearMiss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads states of trials, regardless of case, {@code _} and {@code -}. */
final class TrialStateConverter implements ITypeConverter<TrialState> {

    /** The states for people; a test holds it against the enum. */
    static final String NAMES =
            "waiting, running, succeeded, failed, user-canceled, sys-canceled, early-stopped, unknown";

    private static final List<String> KNOWN = List.of(NAMES.split(", "));

    @Override
    public TrialState convert(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(TrialState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(text + " (expected: " + NAMES + NearMiss.hint(text, KNOWN) + ")"));
    }
}
