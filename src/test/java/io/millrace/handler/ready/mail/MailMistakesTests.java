package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.samskivert.mustache.Mustache;
import io.millrace.config.Yaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What can't be right in a handler of mails. */
class MailMistakesTests {

    private static final String DIRECTORY = "src/test/resources/io/millrace/handler/ready/mail/";
    private static final String ADDRESSES = "from: orders@example.com, to: '{{new.email}}', ";
    private static final String TEXT = "text: %sthing.txt, ".formatted(DIRECTORY);
    private static final String REST = ADDRESSES + "subject: Your order, " + TEXT;

    private static final List<Arguments> MISTAKES = List.of(
            mistake("nothing", "", ".from: type 'mail' needs the address of the sender."),
            mistake(
                    "a sender who is none",
                    "from: orders",
                    ".from: 'orders' is not an address, such as orders@example.com or Orders <orders@example.com>."),
            mistake(
                    "a sender from a change",
                    "from: '{{new.email}}', to: a@example.com",
                    ".from: '{{new.email}}' is not an address, such as orders@example.com or Orders <orders@example.com>."),
            mistake(
                    "no recipient",
                    "from: orders@example.com",
                    ".to: type 'mail' needs the address of a recipient, such as {{new.email}}."),
            mistake(
                    "a recipient who is none",
                    "from: orders@example.com, to: [a@example.com, nobody]",
                    ".to: 'nobody' is not an address, such as orders@example.com or Orders <orders@example.com>."),
            mistake(
                    "a recipient of something else",
                    "from: orders@example.com, to: '{{email}}'",
                    ".to: the template asks for 'email'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', "
                            + "'event' and 'table'."),
            mistake("no subject", ADDRESSES + TEXT, ".subject: type 'mail' needs a subject."),
            mistake(
                    "a subject of two lines",
                    ADDRESSES + "subject: \"two\\nlines\"",
                    ".subject: it has a line break or another control character, which no header may have."),
            mistake(
                    "no text",
                    ADDRESSES + "subject: x",
                    ".text: type 'mail' needs a file in 'text', in 'html' or in both."),
            mistake(
                    "a file that is not there",
                    ADDRESSES + "subject: x, html: config/mail/nothere.html",
                    ".html: there is no file '%s'."
                            .formatted(Path.of("config/mail/nothere.html").toAbsolutePath())),
            mistake(
                    "a file that is no template",
                    ADDRESSES + "subject: x, text: '%swrong.txt'".formatted(DIRECTORY),
                    ".text: the template asks for 'nwe.title'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', "
                            + "'event' and 'table'."),
            mistake(
                    "a file in another encoding",
                    ADDRESSES + "subject: x, text: '%slatin1.txt'".formatted(DIRECTORY),
                    ".text: '%slatin1.txt' is not in UTF-8.".formatted(DIRECTORY)),
            mistake(
                    "no transport",
                    REST,
                    ".transport: type 'mail' needs a transport: ses, smtp or file. Only in the profile 'local' it is "
                            + "file when left out."),
            mistake(
                    "another transport",
                    REST + "transport: pigeon",
                    ".transport: 'pigeon' is none of [ses, smtp, file]."),
            mistake("no server", REST + "transport: smtp", ".smtp.host: type 'mail' needs the host of an SMTP server."),
            mistake(
                    "a server without a host",
                    REST + "transport: smtp, smtp: { port: 25 }",
                    ".smtp.host: type 'mail' needs the host of an SMTP server."),
            mistake(
                    "no port",
                    REST + "transport: smtp, smtp: { host: a, port: 70000 }",
                    ".smtp.port: 70000 is not a port, which is from 1 to 65535."),
            mistake(
                    "a name without a password",
                    REST + "transport: smtp, smtp: { host: a, username: b }",
                    ".smtp.password: to log in takes both a username and a password. Set both, or leave both out."),
            mistake(
                    "another encryption",
                    REST + "transport: smtp, smtp: { host: a, encryption: rot13 }",
                    ".smtp.encryption: 'rot13' is none of [starttls, tls, none]."),
            mistake(
                    "another key",
                    REST + "transport: smtp, smtp: { hots: a }",
                    ".smtp.hots: unknown key 'hots'. Did you mean 'host'? Known keys here: [host, port, username, "
                            + "password, encryption].",
                    ".smtp.host: type 'mail' needs the host of an SMTP server."),
            mistake(
                    "no Region",
                    REST + "transport: ses, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "a directory from a change",
                    REST + "transport: file, directory: '{{table}}'",
                    ".directory: '{{table}}' is used as written: this setting is not a template. Write it without '{{'."),
            mistake(
                    "no endpoint",
                    REST + "transport: ses, endpoint: localhost",
                    ".endpoint: 'localhost' is not an address, such as http://127.0.0.1:4566."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, List<String> mistakes) {
        Yaml.of("millrace.handlers:\n  confirm: { type: mail, %s }"
                        .formatted(settings)
                        .replace(",  }", " }"))
                .assertMistakes(
                        mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                        mistakes.stream()
                                .map("config/application.yml:2: millrace.handlers.confirm%s"::formatted)
                                .toArray(String[]::new));
    }

    @Test
    void tellsWhichLibraryItNeeds() {
        Yaml.of("millrace.handlers.confirm: { type: mail }")
                .without(Mustache.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.confirm.type: type 'mail' needs the library "
                                + "com.samskivert:jmustache, which is missing. Add it to the dependencies, or "
                                + "-Pmustache to the build of the Lambda zip.");
    }

    @Test
    void takesAPasswordFromTheEnvironment() {
        String right =
                "millrace.handlers:\n  confirm: { type: mail, %s transport: smtp, smtp: { host: a, username: b, password: c } }"
                        .formatted(REST);

        assertThat(Yaml.of(right).read()).isNotNull();
        assertThat(Yaml.of(right.replace(", password: c", ""))
                        .with("MILLRACE_HANDLERS_CONFIRM_SMTP_PASSWORD", "c")
                        .read())
                .isNotNull();
    }

    private static Arguments mistake(String name, String settings, String... mistakes) {
        return arguments(named(name, settings), List.of(mistakes));
    }
}
