package io.millrace.handler;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Which types Jackson can make of an object, told before there is one. */
final class JacksonTypes {

    private static final Set<LogicalType> OF_OBJECTS =
            EnumSet.of(LogicalType.POJO, LogicalType.Map, LogicalType.Untyped, LogicalType.OtherScalar);

    private JacksonTypes() {}

    /** Why it can't make this one; empty where nothing speaks against it. */
    static Optional<String> flaw(JavaType type, JsonMapper mapper) {
        try {
            return Optional.ofNullable(flaw(mapper._deserializationContext().findRootValueDeserializer(type)));
        } catch (JacksonException e) {
            return Optional.of(e.getOriginalMessage() + ".");
        }
    }

    private static @Nullable String flaw(ValueDeserializer<?> deserializer) {
        if (deserializer instanceof AbstractDeserializer) {
            return "it is abstract. Take a class, or say by @JsonSubTypes which there are.";
        }
        if (deserializer instanceof BeanDeserializerBase bean && !canMake(bean.getValueInstantiator())) {
            return "it has no constructor for that. Take a record, or give it one without parameters, or annotate one @JsonCreator.";
        }
        LogicalType kind = deserializer.logicalType();
        return kind == null || OF_OBJECTS.contains(kind) ? null : "it is no object with attributes.";
    }

    private static boolean canMake(ValueInstantiator instantiator) {
        return instantiator.canCreateUsingDefault()
                || instantiator.canCreateFromObjectWith()
                || instantiator.canCreateUsingDelegate();
    }
}
