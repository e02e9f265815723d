package io.trialog.spi.assessor;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import java.util.List;

/** Makes assessors of one kind. Called by any thread. */
public interface AssessorFactory {

    /** The name that configurations use, compared regardless of case: {@code Medianstop}. */
    String name();

    /** Other names for the same assessor. */
    default List<String> aliases() {
        return List.of();
    }

    /** One sentence for people who choose an assessor. */
    String description();

    /** What {@code classArgs} may hold. */
    OptionSchema options();

    /** For people who choose: when to use it, and what it costs. */
    default AlgorithmProfile profile() {
        return AlgorithmProfile.EMPTY;
    }

    /** Makes an assessor for one experiment. */
    Assessor create(AssessorContext context);
}
