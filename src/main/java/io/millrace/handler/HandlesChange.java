package io.millrace.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean a handler. Its parameters, any number in any order, are {@code Change<T>},
 * {@code @OldImage T}, {@code @NewImage T}, {@code ItemDiff} and {@code DynamodbStreamRecord}; it returns {@code void}.
 * The terms are those of {@link ChangeHandler#handle}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HandlesChange {

    /** The handler's name, which routes refer to; the method's name if it is left out. */
    String value() default "";
}
