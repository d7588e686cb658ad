package io.millrace.binding;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.handler.ChangeHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.ImageHandler;
import io.millrace.handler.RecordHandler;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.ResolvableType;

/** Creates handlers from beans, by their declared types. */
final class HandlerAdapters {

    private final BeanTypes types;
    private final ImageReaders images;

    HandlerAdapters(BeanTypes types, ImageReaders images) {
        this.types = types;
        this.images = images;
    }

    boolean isFunction(String name) {
        return isBatchFunction(types.of(name));
    }

    boolean isHandler(String name) {
        ResolvableType type = types.of(name);
        return isBatchFunction(type)
                || isChangeConsumer(type)
                || isReady(type)
                || !type.as(ChangeHandler.class).equals(ResolvableType.NONE)
                || !type.as(ImageHandler.class).equals(ResolvableType.NONE);
    }

    /** @throws HandlerBeans.UnsuitableHandlerException if the bean is not a handler */
    Supplier<Handler> adapt(String name) {
        ResolvableType type = types.of(name);
        if (isReady(type)) {
            return () -> bean(name);
        }
        if (isBatchFunction(type)) {
            return () -> new FunctionHandler(bean(name));
        }
        if (isChangeConsumer(type)) {
            return consumer(name, images.of(type.as(Consumer.class).getGeneric(0, 0), where(name)));
        }
        if (!type.as(ChangeHandler.class).equals(ResolvableType.NONE)) {
            return changeHandler(name, images.of(type.as(ChangeHandler.class).getGeneric(0), where(name)));
        }
        if (!type.as(ImageHandler.class).equals(ResolvableType.NONE)) {
            return () -> new ImageHandlerAdapter(bean(name));
        }
        throw new HandlerBeans.UnsuitableHandlerException(
                "bean '%s' is of type %s, which is not a handler. A handler is a ChangeHandler<T>, a Consumer<Change<T>>, an ImageHandler, a Function<DynamodbEvent, Void>, or a method annotated @HandlesChange."
                        .formatted(name, type));
    }

    private <T> Supplier<Handler> consumer(String name, ImageReader<T> images) {
        return () -> {
            Consumer<Change<T>> consumer = bean(name);
            return (RecordHandler) change -> consumer.accept(change.as(images));
        };
    }

    private <T> Supplier<Handler> changeHandler(String name, ImageReader<T> images) {
        return () -> {
            ChangeHandler<T> handler = bean(name);
            return (RecordHandler) change -> handler.handle(change.as(images));
        };
    }

    @SuppressWarnings("unchecked")
    private <B> B bean(String name) {
        return (B) types.bean(name);
    }

    private static String where(String name) {
        return "bean '%s'".formatted(name);
    }

    private static boolean isBatchFunction(ResolvableType type) {
        ResolvableType function = type.as(Function.class);
        return function.getGeneric(0).resolve() == DynamodbEvent.class
                && function.getGeneric(1).resolve() == Void.class;
    }

    /** Returns a handler that the configuration created. */
    private static boolean isReady(ResolvableType type) {
        return Handler.class.isAssignableFrom(type.toClass());
    }

    private static boolean isChangeConsumer(ResolvableType type) {
        return type.as(Consumer.class).getGeneric(0).resolve() == Change.class;
    }
}
