package io.trialog.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.BuiltInTuners;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Tuners} and {@link Assessors} offer what is built in: all of it, by its own name, and nothing else. */
class BuiltInNamesTest {

    private static final BuiltInTuners BUILT_IN = new BuiltInTuners();

    @Test
    void shouldOfferEveryTuner() {
        assertThat(offered(Tuners.class))
                .containsExactlyInAnyOrderElementsOf(
                        BUILT_IN.tuners().stream().map(TunerFactory::name).toList());
    }

    @Test
    void shouldOfferEveryAssessor() {
        assertThat(offered(Assessors.class))
                .containsExactlyInAnyOrderElementsOf(
                        BUILT_IN.assessors().stream().map(AssessorFactory::name).toList());
    }

    private static List<String> offered(Class<?> names) {
        return Arrays.stream(names.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(BuiltInNamesTest::made)
                .map(Algorithm::name)
                .toList();
    }

    private static Algorithm made(Method method) {
        try {
            return (Algorithm) method.invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(method.toString(), e);
        }
    }
}
