package io.millrace.handler.kit;

import io.millrace.change.Image;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the templates among a handler's settings, at any depth. */
public final class SettingTemplates {

    private SettingTemplates() {}

    /** Returns the images that any of them requires. */
    public static Set<Image> images(Record settings) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        if (ClassUtils.isPresent(SettingChecks.MUSTACHE, SettingTemplates.class.getClassLoader())) {
            texts(settings).filter(text -> text.contains("{{")).forEach(text -> images.addAll(imagesOf(text)));
        }
        return images;
    }

    private static Set<Image> imagesOf(String text) {
        try {
            return ChangeTemplate.parse(text, Escaping.NONE).images();
        } catch (IllegalArgumentException e) { // not a template, but a password, for example
            return Set.of();
        }
    }

    private static Stream<String> texts(@Nullable Object setting) {
        if (setting instanceof String text) {
            return Stream.of(text);
        }
        if (setting instanceof Collection<?> many) {
            return many.stream().flatMap(SettingTemplates::texts);
        }
        if (setting instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(SettingTemplates::texts);
        }
        return setting instanceof Record record
                ? Arrays.stream(record.getClass().getRecordComponents()).flatMap(part -> texts(value(part, record)))
                : Stream.empty();
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        ReflectionUtils.makeAccessible(Objects.requireNonNull(component.getAccessor()));
        return ReflectionUtils.invokeMethod(component.getAccessor(), record);
    }
}
