package io.millrace.handler.ready.mail;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of one recipient or sender. Source: "Addr-Spec Specification" in RFC 5322, without quotes, comments and what is
 * obsolete.
 *
 * @param name whom it shows
 * @param mailbox as {@code ada@example.com}, in ASCII
 */
record Address(@Nullable String name, String mailbox) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern NAMED = Pattern.compile("(\"[^\"<>@]*\" ?|[^\"<>@]*)<([^<>]*)>");

    /** Reads {@code ada@example.com} or {@code Ada Lovelace <ada@example.com>}; empty for anything else, such as two of them. */
    static Optional<Address> find(String text) {
        String stripped = text.strip();
        Matcher named = NAMED.matcher(stripped);
        if (!named.matches()) {
            return mailbox(stripped).map(mailbox -> new Address(null, mailbox));
        }
        String name = named.group(1).replace("\"", "").strip();
        return mailbox(named.group(2)).map(mailbox -> new Address(name.isEmpty() ? null : name, mailbox));
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

    /** Names of hosts may have letters of any script, and are ASCII on the wire. */
    private static Optional<String> domain(String text) {
        try {
            return Optional.of(IDN.toASCII(text))
                    .filter(domain -> DOMAIN.matcher(domain).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String domain() {
        return mailbox.substring(mailbox.indexOf('@') + 1);
    }

    /** As it stands in a header. */
    String encoded() {
        if (name == null) {
            return mailbox;
        }
        return "%s <%s>".formatted(EncodedWords.phrase(name), mailbox);
    }

    /** Addresses are contents of items. */
    @Override
    public String toString() {
        return "Address";
    }
}
