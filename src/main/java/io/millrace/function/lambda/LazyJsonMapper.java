package io.millrace.function.lambda;

import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.util.function.SingletonSupplier;

/**
 * Spring Cloud Function's mapper, created on first use. Bytes pass unchanged: the functions here return JSON, which
 * does not have to be parsed to find that out.
 */
final class LazyJsonMapper extends JsonMapper {

    private final Supplier<JsonMapper> mapper;

    LazyJsonMapper(Supplier<JsonMapper> mapper) {
        this.mapper = SingletonSupplier.of(mapper);
    }

    @Override
    public byte[] toJson(Object value) {
        return value instanceof byte[] json ? json : mapper.get().toJson(value);
    }

    @Override
    protected <T> T doFromJson(Object json, Type type) {
        return mapper.get().fromJson(json, type);
    }

    @Override
    public @Nullable String toString(Object value) {
        return mapper.get().toString(value);
    }
}
