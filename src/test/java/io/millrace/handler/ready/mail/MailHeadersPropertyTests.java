package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;
import jakarta.mail.Header;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;

/** What holds for the headers of a mail, whatever an item has in the attributes that fill them. */
class MailHeadersPropertyTests {

    /** Is in each value, and in no text about it. */
    private static final String MARK = "zq9";

    private static final String MAILBOX = MARK + "@example.com";
    private static final List<String> ADDRESSES = List.of("email", "copy", "hidden", "answers");
    private static final String[] BREAKS = {
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "\r\nBcc: eve@example.com\r\n",
        "\0",
        "\t",
        "\013",
        "\f",
        "\033",
        "\177",
        "\u0085",
        "\u2028",
        "\u2029"
    };
    private static final String[] SPECIALS = {
        "\"", "\\", "<", ">", "<>", ",", ";", ":", "@", "(", ")", "[", "]", ".", " ", "  ", "=", "?", "=?", "?="
    };
    private static final String[] WORDS = {
        "eve@example.com",
        ", eve@example.com",
        "<eve@example.com>",
        "Bcc: eve@example.com",
        "x".repeat(80),
        " ".repeat(80),
        "=?utf-8?B?DQpCY2M6IGV2ZUBleGFtcGxlLmNvbQ==?=",
        "=?utf-8?Q?=0D=0ABcc:_eve=40example.com?=",
        "=?utf-7?Q?+AA0ACg-?="
    };
    private static final String[] SCRIPTS = {
        "é", "静", "🎷", "\ud800", "\udc00", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u3002", "\uff20", "\ufeff",
        "\uffff"
    };

    /** With the header's name and what ends it; "Line Length Limits" in RFC 5322. */
    private static final int LONGEST_LINE = 998 - "Reply-To: ".length();

    private static Path directory;
    private static RecordHandler handler;
    private static List<String> harmless;

    @BeforeContainer
    static void start() throws Exception {
        directory = Files.createTempDirectory("mails");
        handler = Mails.intoFiles(directory, "{{new.email}}", "{{new.title}}");
        harmless = names(written("title", "A title"));
    }

    @AfterContainer
    static void stop() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    @Property(tries = 500)
    void keepsAnAddressWithinItsHeader(@ForAll("addressed") String attribute, @ForAll("addresses") String address)
            throws Exception {
        check(attribute, address);
    }

    @Property(tries = 200)
    void keepsASubjectWithinItsHeader(@ForAll("texts") String text) throws Exception {
        check("title", text);
    }

    /** Either it is refused, and nobody is told what it is, or it stays where it is. */
    private static void check(String attribute, String value) throws Exception {
        try {
            MimeMessage mail = written(attribute, value);
            assertThat(names(mail)).isEqualTo(harmless);
            assertThat(Collections.list(mail.getAllHeaders()))
                    .allSatisfy(header -> assertThat(header.getValue().replaceAll("\r\n[ \t]", " "))
                            .doesNotContain("\r", "\n"))
                    .allSatisfy(header -> assertThat(header.getValue().split("\r\n"))
                            .allMatch(line -> line.length() <= LONGEST_LINE));
            assertThat(mail.getSubject()).doesNotContainPattern("\\p{Cntrl}");
            for (String header : List.of("To", "Cc", "Bcc", "Reply-To")) {
                assertThat(InternetAddress.parseHeader(mail.getHeader(header, ","), true))
                        .singleElement()
                        .satisfies(address ->
                                assertThat(address.getPersonal() + "").doesNotContainPattern("\\p{Cntrl}"));
            }
        } catch (IllegalArgumentException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause).hasMessageNotContaining(MARK);
            }
        }
    }

    @Provide
    Arbitrary<String> addressed() {
        return Arbitraries.of(ADDRESSES);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<Function<String, String>> shapes = Arbitraries.of(
                text -> text + "<" + MAILBOX + ">",
                text -> "\"" + text + "\" <" + MAILBOX + ">",
                text -> text + "@example.com",
                text -> MARK + "@" + text,
                text -> text);
        return Combinators.combine(shapes, texts()).as(Function::apply);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(SPECIALS)),
                Tuple.of(4, Arbitraries.of(WORDS)),
                Tuple.of(4, Arbitraries.of(SCRIPTS)),
                Tuple.of(2, Arbitraries.of("A", "title")),
                Tuple.of(1, Arbitraries.of(BREAKS)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
        Arbitrary<String> texts = pieces.list().ofMaxSize(6).map(all -> String.join("", all));
        return Combinators.combine(texts, texts).as((before, after) -> before + MARK + after);
    }

    private static MimeMessage written(String attribute, String value) throws Exception {
        Change<Item> change = Mails.change(
                "email",
                "ada@example.com",
                "copy",
                "bob@example.com",
                "hidden",
                "eve@example.com",
                "answers",
                "answers@example.com",
                "title",
                "A title",
                attribute,
                value);
        handler.handle(change);
        return Mails.read(Mails.files(directory).get(0));
    }

    private static List<String> names(MimeMessage mail) throws Exception {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .toList();
    }
}
