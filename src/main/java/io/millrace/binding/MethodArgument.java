package io.millrace.binding;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.change.ItemDiff;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import io.millrace.handler.OldImage;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/** An argument of a method annotated {@link HandlesChange}. */
interface MethodArgument {

    @Nullable
    Object of(Change<Item> change);

    /**
     * Returns the argument for a parameter.
     *
     * @param owner the type of the bean, which may resolve type variables of the method's class
     * @throws HandlerBeans.UnsuitableHandlerException if no part of a change fits the parameter
     */
    static MethodArgument of(MethodParameter parameter, ResolvableType owner, String method, ImageReaders readers) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter, owner);
        String where = "parameter '%s' of %s".formatted(parameter.getParameter().getName(), method);
        if (parameter.hasParameterAnnotation(OldImage.class)) {
            return oldImage(type, where, readers);
        }
        if (parameter.hasParameterAnnotation(NewImage.class)) {
            return newImage(type, where, readers);
        }
        return byType(type, where, readers);
    }

    /** Returns the images that a parameter requires, if the event name has them. */
    static Set<Image> images(MethodParameter parameter) {
        if (parameter.getParameterType() == ItemDiff.class) {
            return EnumSet.allOf(Image.class);
        }
        if (parameter.getParameterType() == Optional.class) {
            return Set.of();
        }
        if (parameter.hasParameterAnnotation(OldImage.class)) {
            return Set.of(Image.OLD);
        }
        return parameter.hasParameterAnnotation(NewImage.class) ? Set.of(Image.NEW) : Set.of();
    }

    private static MethodArgument byType(ResolvableType type, String where, ImageReaders readers) {
        if (type.resolve() == Change.class) {
            ImageReader<Object> images = readers.of(type.getGeneric(0), where);
            return change -> change.as(images);
        }
        if (type.resolve() == ItemDiff.class) {
            return Change::diff;
        }
        if (type.resolve() == DynamodbStreamRecord.class) {
            return Change::record;
        }
        throw new HandlerBeans.UnsuitableHandlerException(
                "%s is of type %s. A handler method takes Change<T>, @OldImage T, @NewImage T, ItemDiff and DynamodbStreamRecord."
                        .formatted(where, type));
    }

    private static MethodArgument oldImage(ResolvableType type, String where, ImageReaders readers) {
        if (type.resolve() == Optional.class) {
            ImageReader<Object> images = readers.of(type.getGeneric(0), where);
            return change -> change.as(images).findOldItem();
        }
        ImageReader<Object> images = readers.of(type, where);
        return change ->
                change.event() == EventName.INSERT ? null : change.as(images).oldItem();
    }

    private static MethodArgument newImage(ResolvableType type, String where, ImageReaders readers) {
        if (type.resolve() == Optional.class) {
            ImageReader<Object> images = readers.of(type.getGeneric(0), where);
            return change -> change.as(images).findNewItem();
        }
        ImageReader<Object> images = readers.of(type, where);
        return change ->
                change.event() == EventName.REMOVE ? null : change.as(images).newItem();
    }
}
