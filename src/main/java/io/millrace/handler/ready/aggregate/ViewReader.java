package io.millrace.handler.ready.aggregate;

import io.millrace.handler.kit.ChangeTemplate;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.aggregate.AggregateType.Settings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a view, and reports what is wrong with them. */
final class ViewReader {

    private static final String KEY = "key";
    private static final String ADD = "add";

    private final Settings settings;
    private final Set<String> attributes = new HashSet<>();

    private ViewReader(Settings settings) {
        this.settings = settings;
    }

    /** @throws InvalidSettingException if a setting is wrong */
    static View read(Settings settings) {
        return new ViewReader(settings).view();
    }

    private View view() {
        String table = SettingChecks.plain(
                "table", SettingChecks.required("aggregate", "table", settings.table(), "the table of the view"));
        Map<String, ChangeTemplate> key = texts(KEY, settings.key());
        if (key.isEmpty() || key.size() > 2) {
            throw new InvalidSettingException(
                    KEY,
                    "type 'aggregate' needs the key attributes of the view's item, one or two, such as { PK: 'PET#{{new.petId}}' }.");
        }
        Map<String, ChangeTemplate> sums = sums();
        Map<String, ChangeTemplate> values = texts("set", settings.set());
        View.Attributes kept =
                new View.Attributes(sums, values, texts("max", settings.max()), texts("min", settings.min()));
        if (kept.isEmpty()) {
            throw new InvalidSettingException(
                    "count", "type 'aggregate' needs an attribute to maintain: count, add, set, max or min.");
        }
        if (settings.subtract() && !sums.isEmpty()) {
            requireOneImage(KEY, key);
            requireOneImage(ADD, sums);
        }
        return new View(table, key, kept, settings.subtract());
    }

    private Map<String, ChangeTemplate> sums() {
        Map<String, ChangeTemplate> sums = new LinkedHashMap<>();
        for (String attribute : settings.count() == null ? List.<String>of() : settings.count()) {
            requireNew("count", attribute);
            sums.put(attribute, ChangeTemplate.parse("1", Escaping.NONE));
        }
        sums.putAll(texts(ADD, settings.add()));
        return sums;
    }

    private Map<String, ChangeTemplate> texts(String key, @Nullable Map<String, String> templates) {
        Map<String, ChangeTemplate> texts = new LinkedHashMap<>();
        (templates == null ? Map.<String, String>of() : templates).forEach((attribute, template) -> {
            String place = place(key, attribute);
            requireNew(place, attribute);
            texts.put(attribute, SettingChecks.text(place, template, Escaping.NONE));
            if (key.equals(ADD) && !template.contains("{{")) {
                requireNumber(place, template);
            }
        });
        return texts;
    }

    private void requireNew(String key, String attribute) {
        SettingChecks.plain(key, attribute);
        if (!attributes.add(attribute)) {
            throw new InvalidSettingException(
                    key, "attribute '%s' is used twice. Each attribute has one use.".formatted(attribute));
        }
    }

    private static void requireNumber(String key, String text) {
        try {
            Values.read(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key, "'%s' is not a number.".formatted(text));
        }
    }

    /** To subtract, the same template is filled in with the old image, which has none before it. */
    private static void requireOneImage(String key, Map<String, ChangeTemplate> texts) {
        texts.forEach((attribute, text) -> List.of("old", "event").forEach(root -> {
            if (text.names(root)) {
                throw new InvalidSettingException(
                        place(key, attribute),
                        "it uses '%s', which is unknown when it is subtracted. Use 'new', which then is the old image, or write subtract: false."
                                .formatted(root));
            }
        }));
    }

    private static String place(String key, String attribute) {
        return attribute.matches("[a-z0-9-]+") ? key + "." + attribute : "%s[%s]".formatted(key, attribute);
    }
}
