package io.millrace.binding;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.millrace.change.Item;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The application's mapper, with its modules, naming and all other settings, made exact: values of attributes are never
 * truncated, rounded to other values or converted to another meaning. Unknown attributes are ignored.
 */
final class ImageMapper implements Supplier<JsonMapper> {

    private static final List<Class<?>> DATES =
            List.of(Date.class, java.sql.Date.class, java.sql.Timestamp.class, Calendar.class, GregorianCalendar.class);

    private final Supplier<JsonMapper> mapper;

    /** @param application returns its mapper, and is called for the first typed handler */
    ImageMapper(Supplier<JsonMapper> application) {
        this.mapper = SingletonSupplier.of(() -> exact(application.get()));
    }

    @Override
    public JsonMapper get() {
        return mapper.get();
    }

    private static JsonMapper exact(JsonMapper application) {
        ExactDeserializers exact = new ExactDeserializers(application.deserializationConfig());
        JsonMapper.Builder mapper = application
                .rebuild()
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.UNWRAP_ROOT_VALUE)
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule(Item.class.getName()).setDeserializerModifier(exact));
        mapper.withCoercionConfig(
                LocalDate.class, days -> days.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert));
        DATES.forEach(type -> mapper.withConfigOverride(type, ImageMapper::strict)); // refuses 30 February
        // An empty text is neither absent nor NULL.
        mapper.withCoercionConfigDefaults(texts ->
                texts.setAcceptBlankAsEmpty(false).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
        return mapper.build();
    }

    private static void strict(MutableConfigOverride dates) {
        JsonFormat.Value strict = JsonFormat.Value.forLeniency(false);
        dates.setFormat(dates.getFormat() == null ? strict : dates.getFormat().withOverrides(strict));
    }
}
