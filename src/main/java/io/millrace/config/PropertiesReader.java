package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EventName;
import io.millrace.table.KeySchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;

/** Binds {@code millrace.*}. A value that can't be read becomes a mistake, and binding goes on. */
final class PropertiesReader {

    private static final String GAP =
            "elements before this one are missing. A list in one source replaces the list of another as a whole: write all its elements there, from index 0.";

    private PropertiesReader() {}

    static MillraceProperties read(Settings settings, Mistakes mistakes) {
        return settings.binder()
                .bindOrCreate("millrace", Bindable.of(MillraceProperties.class), noting(settings, mistakes));
    }

    /** Adds a mistake for each value that can't be read. */
    static BindHandler noting(Settings settings, Mistakes mistakes) {
        return new AbstractBindHandler() {
            @Override
            public @Nullable Object onFailure(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
                List<ConfigurationProperty> behind = behindGap(error);
                if (!behind.isEmpty()) {
                    mistakes.add(
                            new Problem(behind.get(0).getName(), behind.get(0).getOrigin(), GAP));
                    return null;
                }
                Object value =
                        settings.find(name).map(ConfigurationProperty::getValue).orElse("");
                mistakes.add(name, problem(value, type(target)));
                return null;
            }
        };
    }

    /** The elements of a list that follow a missing one. */
    private static List<ConfigurationProperty> behindGap(Exception error) {
        if (error instanceof UnboundConfigurationPropertiesException unbound) {
            return unbound.getUnboundProperties().stream()
                    .filter(property ->
                            property.getName().isNumericIndex(property.getName().getNumberOfElements() - 1))
                    .toList();
        }
        return List.of();
    }

    /** The type of a written value; for a list, the type of its elements. */
    private static Class<?> type(Bindable<?> target) {
        ResolvableType elements = target.getType().asCollection();
        return elements == ResolvableType.NONE
                ? target.getType().toClass()
                : elements.getGeneric().toClass();
    }

    private static String problem(Object value, Class<?> type) {
        if (type.isEnum()) {
            return "'%s' is none of %s.%s"
                    .formatted(value, constants(type), Nearest.hint(value.toString(), constants(type)));
        }
        if (type == boolean.class) {
            return "'%s' is neither true nor false.".formatted(value);
        }
        if ("".equals(value) && type.isPrimitive()) {
            return "it is empty. Leave it out, or write a number.";
        }
        boolean block = type.isRecord() || type == Map.class;
        return "'%s' can't be read as %s.".formatted(value, block ? "a block of keys" : type.getSimpleName());
    }

    private static List<String> constants(Class<?> type) {
        boolean awsNames = List.of(EventName.class, StreamViewType.class, KeySchema.Type.class)
                .contains(type);
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .map(name -> awsNames ? name : name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
