package io.millrace.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The item after the change, as a parameter of a method annotated {@link HandlesChange}. It is {@code null} for a REMOVE. If
 * the stream view type leaves the image out, the method is not called and the record fails; a parameter of type {@code
 * Optional<T>} is empty in both cases.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface NewImage {}
