package io.millrace.binding;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.millrace.binding.TimeParser.Unit;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.util.StdDateFormat;

/**
 * Reads numbers since 1970 in any unit as times, and texts of such numbers, unless the field or the application has a format
 * for texts. Refuses what Jackson reads as no time, such as the text {@code null} and an empty list.
 */
final class TimeDeserializer extends DelegatingDeserializer {

    private final @Nullable Unit unit;
    private final boolean texts;

    /** @param unit the unit in which Jackson reads numbers; {@code null} if it reads none */
    TimeDeserializer(ValueDeserializer<?> deserializer, @Nullable Unit unit) {
        this(deserializer, unit, unit != null && unit.texts());
    }

    private TimeDeserializer(ValueDeserializer<?> deserializer, @Nullable Unit unit, boolean texts) {
        super(deserializer);
        this.unit = unit;
        this.texts = texts;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
        return new TimeDeserializer(deserializer, unit, texts);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty field) {
        ValueDeserializer<?> contextual =
                context.handleSecondaryContextualization(_delegatee, field, context.constructType(handledType()));
        return new TimeDeserializer(contextual, unit, texts && !hasFormat(context, field));
    }

    private boolean hasFormat(DeserializationContext context, @Nullable BeanProperty field) {
        JsonFormat.Value format = field == null
                ? context.getDefaultPropertyFormat(handledType())
                : field.findPropertyFormat(context.getConfig(), handledType());
        boolean isDate = Date.class.isAssignableFrom(handledType()) || unit == Unit.MILLISECONDS;
        return format.hasPattern() || isDate && !(context.getConfig().getDateFormat() instanceof StdDateFormat);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        Object time = super.deserialize(unit == null ? parser : TimeParser.of(parser, unit, texts), context);
        if (time == null) {
            context.reportInputMismatch(this, "it is not a time");
        }
        return time;
    }
}
