package io.millrace.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean a handler. It takes, in any number and order, parameters of {@code Change<T>}, {@code @OldImage T},
 * {@code @NewImage T}, {@code ItemDiff} and {@code DynamodbStreamRecord}; it returns {@code void}. The rules of {@link
 * ChangeHandler#handle} apply.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HandlesChange {

    /** The handler's name, by which routes refer to it; the method's name if it is left out. */
    String value() default "";
}
