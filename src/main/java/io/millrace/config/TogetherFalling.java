package io.millrace.config;

import java.util.List;

/** Says what to do about names that are one name to Spring. */
final class TogetherFalling {

    private TogetherFalling() {}

    /** Of two names in one source. */
    static String of(String one, String other) {
        return "'%1$s' and '%2$s' are one name to Spring, where upper case, '-' and '_' don't count. Write them in brackets, '[%1$s]' and '[%2$s]', or rename one."
                .formatted(one, other);
    }

    /** Of a name that may mean several of other sources. */
    static String of(String name, List<String> meant) {
        return "'%s' may mean any of %s. Write the one that is meant in brackets, such as '[%s]'."
                .formatted(name, meant, meant.get(0));
    }
}
