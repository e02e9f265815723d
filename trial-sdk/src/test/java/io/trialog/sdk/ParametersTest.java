package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private final Parameters parameters =
            Parameters.of((Map<?, ?>) Json.parse("{\"lr\": 0.01, \"layers\": 2, \"batch\": 16.0,"
                    + " \"seed\": 9007199254740993, \"activation\": \"tanh\", \"bias\": true, \"nothing\": null,"
                    + " \"network\": {\"_name\": \"small\", \"units\": 4}}"));

    @Test
    void shouldGiveTypedValues() {
        assertThat(parameters.doubleValue("lr")).isEqualTo(0.01);
        assertThat(parameters.doubleValue("layers")).isEqualTo(2);
        assertThat(parameters.intValue("layers")).isEqualTo(2);
        assertThat(parameters.intValue("batch")).isEqualTo(16);
        assertThat(parameters.longValue("batch")).isEqualTo(16);
        assertThat(parameters.longValue("seed")).isEqualTo(9007199254740993L);
        assertThat(parameters.text("activation")).isEqualTo("tanh");
        assertThat(parameters.bool("bias")).isTrue();
        assertThat(parameters.nested("network").intValue("units")).isEqualTo(4);
        assertThat(parameters.has("nothing")).isTrue();
        assertThat(parameters.names())
                .containsExactly("lr", "layers", "batch", "seed", "activation", "bias", "nothing", "network");
        assertThat(parameters.asMap()).containsEntry("layers", 2L);
        assertThat(parameters.nested("network")).hasToString("{\"_name\": \"small\", \"units\": 4}");
    }

    @Test
    void shouldUseDefaultsOnlyForAbsentParameters() {
        assertThat(parameters.doubleValue("momentum", 0.9)).isEqualTo(0.9);
        assertThat(parameters.doubleValue("lr", 0.9)).isEqualTo(0.01);
        assertThat(parameters.intValue("epochs", 10)).isEqualTo(10);
        assertThat(parameters.longValue("epochs", 10L)).isEqualTo(10L);
        assertThat(parameters.text("optimizer", "sgd")).isEqualTo("sgd");
        assertThat(parameters.bool("nesterov", false)).isFalse();
        assertThatThrownBy(() -> parameters.intValue("activation", 1)).isInstanceOf(ParameterException.class);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertMessage(() -> parameters.doubleValue("rate"), "rate: no such parameter (expected: one of [lr, layers, ");
        assertMessage(() -> parameters.doubleValue("activation"), "activation: \"tanh\" (expected: a number)");
        assertMessage(() -> parameters.intValue("lr"), "lr: 0.01 (expected: a whole number of 32 bits)");
        assertMessage(
                () -> parameters.intValue("seed"), "seed: 9007199254740993 (expected: a whole number of 32 bits)");
        assertMessage(() -> parameters.longValue("lr"), "lr: 0.01 (expected: a whole number of 64 bits)");
        assertMessage(() -> parameters.text("nothing"), "nothing: null (expected: a text)");
        assertMessage(() -> parameters.bool("lr"), "lr: 0.01 (expected: true or false)");
        assertMessage(() -> parameters.nested("lr"), "lr: 0.01 (expected: nested parameters)");
        assertMessage(
                () -> parameters.nested("network").intValue("_name"), "network._name: \"small\" (expected: a number)");
    }

    @Test
    void shouldBeImmutable() {
        assertThatThrownBy(() -> parameters.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertMessage(ThrowingCallable access, String message) {
        assertThatThrownBy(access).isInstanceOf(ParameterException.class).hasMessageStartingWith(message);
    }
}
