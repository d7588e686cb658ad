package io.millrace.handler.ready.mail;

import java.net.IDN;
import java.text.Normalizer;

/**
 * International host names, which are ASCII on the wire. The platform implements the rules of 2003 only: names that the rules
 * of 2008 read differently would become other hosts. Sources: RFC 3490, and "Deviations" in Unicode Technical Standard 46.
 */
final class Hosts {

    private static final String DOTS = "[.\\u3002\\uFF0E\\uFF61]";

    private Hosts() {}

    /**
     * Returns the name in ASCII.
     *
     * @throws IllegalArgumentException if the rules differ for this name
     */
    static String ascii(String name) {
        if (isAscii(name)) {
            return name;
        }
        String[] labels = name.split(DOTS, -1);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = isAscii(labels[i]) ? labels[i] : label(labels[i]);
        }
        return String.join(".", labels);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    /** Converts a label, which must convert back to itself, except for case and width. */
    private static String label(String label) {
        try {
            String ascii = IDN.toASCII(label);
            if (IDN.toUnicode(ascii).equals(lowered(label))) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            // it has a character that the rules do not know
        }
        throw new IllegalArgumentException(
                "the host is not the same by all rules for international names (IDNA 2003 and 2008). "
                        + "Write it in ASCII, as xn--strae-oqa.de for straße.de");
    }

    private static String lowered(String label) {
        StringBuilder lowered = new StringBuilder();
        label.codePoints().map(Character::toLowerCase).forEach(lowered::appendCodePoint);
        return Normalizer.normalize(lowered, Normalizer.Form.NFKC);
    }
}
