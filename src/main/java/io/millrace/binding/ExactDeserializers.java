package io.millrace.binding;

import io.millrace.binding.TimeParser.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes Jackson's own deserializers read numbers exactly instead of truncating them, texts as numbers if the application
 * allows it and they are exactly numbers, and times in any unit. Deserializers of the application are not changed.
 */
final class ExactDeserializers extends ValueDeserializerModifier {

    private static final Set<Class<?>> ARRAYS =
            Set.of(byte[].class, short[].class, int[].class, long[].class, float[].class, double[].class);
    private static final Set<Class<?>> SECONDS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);
    private static final Set<Class<?>> LISTED = Set.of( // which Jackson also reads from lists of numbers
            LocalDateTime.class, LocalTime.class, OffsetTime.class, YearMonth.class, MonthDay.class);
    private static final Set<Class<?>> REAL = Set.of(float.class, double.class);
    private static final Set<Class<?>> CHARACTERS = Set.of(char.class, Character.class);
    private static final Set<LogicalType> NUMBERS = EnumSet.of(LogicalType.Integer, LogicalType.Float);

    private final DeserializationConfig application;

    /** @param application the mapper that decides which texts are numbers or booleans */
    ExactDeserializers(DeserializationConfig application) {
        this.application = application;
    }

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

    private ValueDeserializer<?> modified(Class<?> type, ValueDeserializer<?> deserializer) {
        if (!deserializer.getClass().getName().startsWith("tools.jackson.databind.")) {
            return deserializer;
        }
        if (isTime(type)) {
            return new TimeDeserializer(deserializer, unit(type));
        }
        UnaryOperator<JsonParser> view = view(type, deserializer);
        return view == null ? deserializer : new Viewing(deserializer, view);
    }

    /** Returns how Jackson reads values; {@code null} for unchanged. */
    private @Nullable UnaryOperator<JsonParser> view(Class<?> type, ValueDeserializer<?> deserializer) {
        if (ARRAYS.contains(type)) {
            Class<?> element = type.getComponentType();
            boolean texts = takesTexts(REAL.contains(element) ? LogicalType.Float : LogicalType.Integer, element);
            return parser -> new ExactParser(ExactTexts.numbers(parser, texts));
        }
        LogicalType kind = deserializer.logicalType();
        if (NUMBERS.contains(kind) && !CHARACTERS.contains(type)) {
            boolean texts = takesTexts(kind, type);
            return parser -> new ExactParser(ExactTexts.number(parser, texts));
        }
        return kind == LogicalType.Boolean && takesTexts(kind, type) ? ExactTexts::bool : null;
    }

    private boolean takesTexts(LogicalType kind, Class<?> type) {
        return application.findCoercionAction(kind, type, CoercionInputShape.String) == CoercionAction.TryConvert;
    }

    private static boolean isTime(Class<?> type) {
        return unit(type) != null || LISTED.contains(type);
    }

    /** The unit in which Jackson reads numbers. */
    private static @Nullable Unit unit(Class<?> type) {
        if (SECONDS.contains(type)) {
            return Unit.SECONDS;
        }
        if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
            return Unit.MILLISECONDS;
        }
        return type == LocalDate.class ? Unit.DAYS : null;
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
