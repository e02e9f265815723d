package io.trialog.benchmarks.log;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark is compared with: the same work at its barest, measured in the same run. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Ceiling {

    /** The name of a benchmark method of the same class. */
    String value();
}
