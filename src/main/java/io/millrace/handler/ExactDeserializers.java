package io.millrace.handler;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.ArrayType;

/**
 * Has Jackson's own deserializers read numbers exactly where they would cut them, and times in whatever unit they are. What
 * an application has of its own is left as it is.
 */
final class ExactDeserializers extends ValueDeserializerModifier {

    private static final Set<Class<?>> NUMBERS =
            Set.of(byte.class, Byte.class, float.class, Float.class, double.class, Double.class, OptionalDouble.class);
    private static final Set<Class<?>> ARRAYS = Set.of(byte[].class, float[].class, double[].class);
    private static final Set<Class<?>> SECONDS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
        return modified(bean.getBeanClass(), deserializer);
    }

    @Override
    public ValueDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config,
            ArrayType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> deserializer) {
        return modified(type.getRawClass(), deserializer);
    }

    private static ValueDeserializer<?> modified(Class<?> type, ValueDeserializer<?> deserializer) {
        UnaryOperator<JsonParser> view = view(type);
        boolean own = deserializer.getClass().getName().startsWith("tools.jackson.databind.");
        return view != null && own ? new Viewing(deserializer, view) : deserializer;
    }

    /** How numbers are to look to Jackson; {@code null} for as they are. */
    private static @Nullable UnaryOperator<JsonParser> view(Class<?> type) {
        if (NUMBERS.contains(type)) {
            return ExactParser::ofNumber;
        }
        if (ARRAYS.contains(type)) {
            return ExactParser::new;
        }
        if (SECONDS.contains(type)) {
            return parser -> TimeParser.of(parser, TimeParser.Unit.SECONDS);
        }
        if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
            return parser -> TimeParser.of(parser, TimeParser.Unit.MILLISECONDS);
        }
        return type == LocalDate.class ? parser -> TimeParser.of(parser, TimeParser.Unit.DAYS) : null;
    }

    private static final class Viewing extends DelegatingDeserializer {

        private final UnaryOperator<JsonParser> view;

        Viewing(ValueDeserializer<?> deserializer, UnaryOperator<JsonParser> view) {
            super(deserializer);
            this.view = view;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
            return new Viewing(deserializer, view);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            return super.deserialize(view.apply(parser), context);
        }
    }
}
