package io.millrace.config;

import io.millrace.change.EventName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/** Binds {@code millrace.*}, noting values that can't be read and going on with the rest. */
final class PropertiesReader {

    private PropertiesReader() {}

    static MillraceProperties read(Environment environment, Mistakes mistakes) {
        return Binder.get(environment)
                .bindOrCreate("millrace", Bindable.of(MillraceProperties.class), noting(mistakes));
    }

    private static BindHandler noting(Mistakes mistakes) {
        return new AbstractBindHandler() {
            @Override
            public @Nullable Object onFailure(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
                mistakes.add(name, problem(target, context));
                return null;
            }
        };
    }

    private static String problem(Bindable<?> target, BindContext context) {
        String value = context.getConfigurationProperty() == null
                ? ""
                : String.valueOf(context.getConfigurationProperty().getValue());
        Class<?> type = target.getType().toClass();
        if (type.isEnum()) {
            return "'%s' is none of %s.%s".formatted(value, constants(type), Nearest.hint(value, constants(type)));
        }
        if (type == boolean.class) {
            return "'%s' is neither true nor false.".formatted(value);
        }
        return "'%s' can't be read as %s.".formatted(value, type.isRecord() ? "a block of keys" : type.getSimpleName());
    }

    private static List<String> constants(Class<?> type) {
        boolean eventNames = type == EventName.class;
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .map(name -> eventNames ? name : name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
