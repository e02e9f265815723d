package io.trialog.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and version under which an event is stored. They never change; the class may be renamed freely. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** For example {@code trial.proposed}. */
    String value();

    /** Raised by every change of shape other than a new optional component. */
    int version() default 1;
}
