package io.trialog.adapter.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.SpiVersion;
import org.junit.jupiter.api.Test;

class SpiCompatibilityTest {

    private final SpiCompatibility server = new SpiCompatibility(2, 3);

    @SpiVersion(major = 2, minor = 3)
    private static final class Same {}

    @SpiVersion(major = 2, minor = 0)
    private static final class OlderMinor {}

    @SpiVersion(major = 2, minor = 4)
    private static final class NewerMinor {}

    @SpiVersion(major = 1, minor = 3)
    private static final class OlderMajor {}

    @Test
    void shouldAcceptTheSameMajorAndAMinorThatIsNotNewer() {
        // when / then
        assertThat(server.refusal("x.A", versionOf(Same.class))).isEmpty();
        assertThat(server.refusal("x.A", versionOf(OlderMinor.class))).isEmpty();
    }

    @Test
    void shouldRefuseANewerMinor() {
        // when / then
        assertThat(server.refusal("x.A", versionOf(NewerMinor.class)))
                .hasValue("x.A was built with plugin interface 2.4 (expected: 2.3 or older); the plugin needs a newer"
                        + " server");
    }

    @Test
    void shouldRefuseAnotherMajor() {
        // when / then
        assertThat(server.refusal("x.A", versionOf(OlderMajor.class)))
                .hasValue("x.A was built with plugin interface 1.3 (expected: 2.3 or an older 2.x); get the plugin's"
                        + " release for interface 2, or build it anew");
    }

    @Test
    void shouldRefuseAClassThatDoesNotSay() {
        // when / then
        assertThat(server.refusal("x.A", null)).get().asString().startsWith("x.A does not say");
    }

    private static SpiVersion versionOf(Class<?> type) {
        return type.getAnnotation(SpiVersion.class);
    }
}
