package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Wrong settings of the type {@code http}. What may be a credential is in none of the messages. */
class HttpMistakesTests {

    private static final String BAD_SECRET = ".secret: it is not a secret of Standard Webhooks: whsec_ and the Base64 "
            + "of 24 to 64 bytes, such as 'openssl rand -base64 32' writes.";

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no address", "type: http", ".url: type 'http' needs the address that changes are posted to."),
            mistake(
                    "another scheme",
                    "type: http, url: 'ftp://example.com'",
                    ".url: it is not an address, such as https://example.com/changes. It may contain credentials, and is not shown."),
            mistake(
                    "a password",
                    "type: http, url: 'https://me:hidden@example.com/'",
                    ".url: it contains a user or a password. Leave them out, and set the header Authorization."),
            mistake(
                    "no name of a header",
                    with("headers: { '[X Key]': hidden }"),
                    ".headers: 'X Key' is not the name of a header, such as Authorization."),
            mistake(
                    "a header of its own",
                    with("headers: { Content-Type: text/plain }"),
                    ".headers: the header 'Content-Type' is not to be set, each request has its own. Leave it out."),
            mistake(
                    "one header in two spellings",
                    with("headers: { x-key: hidden, X-Key: secret }"),
                    ".headers: 'X-Key' and 'x-key' are one header. Remove one; to override one, spell it as it is "
                            + "spelt there."),
            mistake(
                    "a truth value in a header",
                    with("headers: { X-Key: on }"),
                    ".headers[X-Key]: YAML reads it as something else. Write it in quotes."),
            mistake(
                    "a second line",
                    with("headers: { X-Key: \"hidden\\r\\nX-Other: 1\" }"),
                    ".headers: the header 'X-Key' is empty, or holds more than printable ASCII on one line. "
                            + "Write it without."),
            mistake(
                    "nothing in a header",
                    with("headers: { X-Key: '' }"),
                    ".headers: the header 'X-Key' is empty, or holds more than printable ASCII on one line. "
                            + "Write it without."),
            mistake(
                    "a variable that is not set",
                    with("headers: { Authorization: 'Bearer ${NO_SUCH_TOKEN}' }"),
                    ".headers[Authorization]: the variable NO_SUCH_TOKEN is not set. Set it, or give a default: ${NO_SUCH_TOKEN:<value>}. If the characters are literal, write "
                            + "\\${NO_SUCH_TOKEN}."),
            mistake("a short secret", with("secret: whsec_aGlkZGVu"), BAD_SECRET),
            mistake("no Base64", with("secret: 'hidden in plain sight, but no Base64'"), BAD_SECRET),
            mistake(
                    "a dot after the prefix",
                    with("event-type-prefix: com.example."),
                    ".event-type-prefix: 'com.example.' can't precede '.insert'. Write it as in com.example.orders."),
            mistake(
                    "no URI",
                    with("source: 'my orders'"),
                    ".source: 'my orders' is not a URI, such as https://example.com/orders or /orders."),
            mistake(
                    "an empty source",
                    with("source: ''"),
                    ".source: '' is not a URI, such as https://example.com/orders or /orders."),
            mistake(
                    "no time",
                    with("timeout: 0s"),
                    ".timeout: 'PT0S' leaves no time for an answer. Write it as in 10s."),
            mistake("no duration", with("timeout: soon"), ".timeout: 'soon' can't be read as Duration."),
            mistake(
                    "another key",
                    with("header: x"),
                    ".header: unknown key 'header'. Did you mean 'headers'? Known keys here: [url, headers, secret, "
                            + "event-type-prefix, source, include, exclude, timeout]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  hook: { %s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.hook" + mistake);
    }

    @Test
    void takesAllOfItsSettings() {
        assertThatCode(() -> Yaml.of("""
                        millrace.handlers.hook:
                          type: http
                          url: https://example.com/changes?of=orders
                          headers: { Authorization: "Bearer ${HOOK_TOKEN}", X-Api-Key: abc }
                          secret: "${HOOK_SECRET:whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}"
                          event-type-prefix: com.example.orders
                          source: /orders
                          include: [price]
                          exclude: [secret]
                          timeout: 3s
                        """).with("HOOK_TOKEN", "abc").read()).doesNotThrowAnyException();
    }

    private static String with(String setting) {
        return "type: http, url: 'https://example.com/changes', " + setting;
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
