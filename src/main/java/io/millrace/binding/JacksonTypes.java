package io.millrace.binding;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Checks which types Jackson can create from an object, before there is one. */
final class JacksonTypes {

    private static final Set<LogicalType> OF_OBJECTS =
            EnumSet.of(LogicalType.POJO, LogicalType.Map, LogicalType.Untyped, LogicalType.OtherScalar);

    private final DeserializationContext context;
    private final Set<JavaType> seen = new HashSet<>();

    private JacksonTypes(DeserializationContext context) {
        this.context = context;
    }

    /** Returns why Jackson can't create the type; empty if no reason is known. */
    static Optional<String> flaw(JavaType type, JsonMapper mapper) {
        try {
            return Optional.ofNullable(new JacksonTypes(mapper._deserializationContext()).flaw(type));
        } catch (JacksonException e) {
            return Optional.of(e.getOriginalMessage() + ".");
        }
    }

    private @Nullable String flaw(JavaType type) {
        ValueDeserializer<?> deserializer = context.findRootValueDeserializer(type);
        String flaw = itsOwn(deserializer);
        if (flaw != null) {
            return flaw;
        }
        LogicalType kind = deserializer.logicalType();
        return kind == null || OF_OBJECTS.contains(kind)
                ? ofComponents(type, deserializer)
                : "it is not an object with attributes.";
    }

    private static @Nullable String itsOwn(ValueDeserializer<?> deserializer) {
        if (deserializer instanceof AbstractDeserializer) {
            return "it is abstract. Take a class, or say by @JsonSubTypes which there are.";
        }
        return deserializer instanceof BeanDeserializerBase bean && !canMake(bean.getValueInstantiator())
                ? "it has no constructor for that. Take a record, or give it one without parameters, or annotate one @JsonCreator."
                : null;
    }

    /** Checks records only: images contain all of their components. */
    private @Nullable String ofComponents(JavaType type, ValueDeserializer<?> deserializer) {
        if (!type.getRawClass().isRecord() || !(deserializer instanceof BeanDeserializerBase bean) || !seen.add(type)) {
            return null;
        }
        SettableBeanProperty[] components = bean.getValueInstantiator().getFromObjectArguments(context.getConfig());
        for (SettableBeanProperty component : components == null ? new SettableBeanProperty[0] : components) {
            String flaw = ofComponent(component);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private @Nullable String ofComponent(SettableBeanProperty component) {
        JavaType type = component.getType();
        while (type.isContainerType() || type.isReferenceType()) {
            type = type.getContentType();
        }
        boolean isTold = component.getAnnotation(JsonDeserialize.class) != null || component.hasValueTypeDeserializer();
        if (isTold || type.getRawClass().isAssignableFrom(String.class)) {
            return null;
        }
        ValueDeserializer<?> deserializer = context.findRootValueDeserializer(type);
        boolean isOfOneValue = deserializer instanceof BeanDeserializerBase bean
                && bean.getValueInstantiator().canInstantiate();
        String own = isOfOneValue ? null : itsOwn(deserializer);
        String flaw = own == null ? ofComponents(type, deserializer) : own;
        return flaw == null
                ? null
                : "its '%s' is of type %s: %s"
                        .formatted(component.getName(), type.getRawClass().getSimpleName(), flaw);
    }

    private static boolean canMake(ValueInstantiator instantiator) {
        return instantiator.canCreateUsingDefault()
                || instantiator.canCreateFromObjectWith()
                || instantiator.canCreateUsingDelegate();
    }
}
