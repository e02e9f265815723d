package io.trialog.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals of the operating system. Shutdown hooks would not do: they cannot tell signals apart, all run at once, and
 * make a second Ctrl-C wait for the first. {@code sun.misc.Signal} is the supported way (JEP 260), but compilers warn of
 * it, hence the reflection.
 */
final class Signals {

    private Signals() {}

    /** Calls the handler with the signal's number, in a thread of its own. A signal this system does not have never comes. */
    static void handle(String name, IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {signalHandler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                            return null;
                        }
                        return switch (method.getName()) {
                            case "equals" -> self == arguments[0];
                            case "hashCode" -> System.identityHashCode(self);
                            default -> "handler of " + name;
                        };
                    });
            signal.getMethod("handle", signal, signalHandler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("signal " + name + ": cannot be handled", e);
            }
            // not a signal here, or one that the JVM keeps for itself
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal " + name + ": cannot be handled", e);
        }
    }
}
