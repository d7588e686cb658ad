package io.millrace.testkit;

import java.util.Locale;
import java.util.function.Supplier;

/** Code as it runs on machines of people of other languages, whose numbers and letters are others. */
public final class Locales {

    private Locales() {}

    /** By the tag of a language, such as {@code de-DE}. */
    public static <T> T in(String language, Supplier<T> code) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            return code.get();
        } finally {
            Locale.setDefault(before);
        }
    }
}
