package io.millrace.config;

import java.util.List;

/** Describes an unknown key, and what would be right. */
final class UnknownKey {

    private UnknownKey() {}

    /**
     * The problem of an unknown key.
     *
     * @param index of the unknown part of the name
     * @param schema of the place that has no such key
     */
    static String of(WrittenName name, int index, Schema schema) {
        WrittenName.Part part = name.part(index);
        List<String> known = schema.ownKeys();
        if (known.isEmpty()) {
            return belowValue(name, index);
        }
        if (part.isIndex()) {
            return "'%s' takes keys below it, not a list. Known keys here: %s."
                    .formatted(name.part(index - 1).text(), known);
        }
        if (part.text().equals("true") && known.contains("on")) {
            return "unknown key 'true'. YAML reads on as true unless it stands in quotes: write \"on\".";
        }
        return "unknown key '%s'.%s Known keys here: %s."
                .formatted(part.text(), Nearest.hint(part.text(), known), known);
    }

    private static String belowValue(WrittenName name, int index) {
        int holder = index - 1;
        while (holder > 0 && name.part(holder).isIndex()) {
            holder--;
        }
        String what = "'%s'".formatted(name.part(holder).text());
        boolean list = name.part(index).isIndex();
        if (holder < index - 1) {
            return "an element of %s takes a value, not %s.".formatted(what, list ? "a list" : "keys below it");
        }
        if (name.part(index).text().matches("(?s)\\{.*=}")) { // how YAML reads braces in braces
            return "%s takes a value, not keys below it. Did you mean a text? Write one that begins with {{ in quotes."
                    .formatted(what);
        }
        boolean handler = name.part(holder).text().equals("handler");
        return list
                ? "%s takes one value, not a list.%s".formatted(what, handler ? " Did you mean 'handlers'?" : "")
                : "%s takes a value, not keys below it.".formatted(what);
    }
}
