package io.trialog.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of this interface that a {@link Plugin} was compiled against. Every plugin class carries it:
 *
 * <pre>{@code
 * @SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR)
 * public final class MyPlugin implements Plugin { ... }
 * }</pre>
 *
 * <p>The compiler copies the two constants into the plugin's class file, so they tell what it was built with and not
 * what it runs with. The server loads a plugin when the major versions are equal and the plugin's minor version is not
 * newer than the server's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SpiVersion {

    /** Changes when plugins have to be changed. */
    int MAJOR = 1;

    /** Changes when something was added that older plugins need not know. */
    int MINOR = 0;

    /** The plugin's major version: {@link #MAJOR} as it was at compile time. */
    int major();

    /** The plugin's minor version: {@link #MINOR} as it was at compile time. */
    int minor();
}
