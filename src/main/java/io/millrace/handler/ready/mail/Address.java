package io.millrace.handler.ready.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of one sender or recipient. Source: "Addr-Spec Specification" in RFC 5322, without quotes, comments and obsolete
 * forms.
 *
 * @param name the display name
 * @param mailbox such as {@code ada@example.com}, in ASCII
 */
record Address(@Nullable String name, String mailbox) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern QUOTED = Pattern.compile("(?s)\"(?:[^\"\\\\]++|\\\\.)*+\"");

    /**
     * Reads {@code ada@example.com} or {@code Ada Lovelace <ada@example.com>}; empty for anything else, such as two addresses.
     *
     * @throws IllegalArgumentException if servers may read the host differently; the message contains no contents
     */
    static Optional<Address> find(String text) {
        String stripped = text.strip();
        int mailbox = stripped.endsWith(">") ? stripped.lastIndexOf('<') : -1;
        if (mailbox < 0) {
            return mailbox(stripped).map(found -> new Address(null, found));
        }
        return name(stripped.substring(0, mailbox).strip())
                .flatMap(name -> mailbox(stripped.substring(mailbox + 1, stripped.length() - 1))
                        .map(found -> new Address(name.isEmpty() ? null : name, found)));
    }

    /** Reads a display name; empty if it could be another recipient. A quoted name may contain anything. */
    private static Optional<String> name(String text) {
        if (QUOTED.matcher(text).matches()) {
            return Optional.of(text.substring(1, text.length() - 1)
                    .replaceAll("\\\\(.)", "$1")
                    .strip());
        }
        boolean several = text.contains("@") && text.matches("(?s).*[,;].*");
        return several || text.matches("(?s).*[<>].*") ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> mailbox(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || text.length() > LONGEST || text.indexOf('@', at + 1) > 0) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return domain(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> local + "@" + domain)
                .filter(mailbox -> mailbox.length() <= LONGEST);
    }

    private static Optional<String> domain(String text) {
        return Optional.of(Hosts.ascii(text))
                .filter(domain -> DOMAIN.matcher(domain).matches());
    }

    String domain() {
        return mailbox.substring(mailbox.indexOf('@') + 1);
    }

    /** Returns the address as headers have it. */
    String encoded() {
        if (name == null) {
            return mailbox;
        }
        return "%s <%s>".formatted(EncodedWords.phrase(name), mailbox);
    }

    /** Leaves out the address, which is contents of an item. */
    @Override
    public String toString() {
        return "Address";
    }
}
