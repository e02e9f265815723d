package io.trialog.cli;

import io.trialog.projection.selection.TrialCondition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads conditions on trials. */
final class TrialConditionConverter implements ITypeConverter<TrialCondition> {

    @Override
    public TrialCondition convert(String text) {
        try {
            return TrialCondition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
