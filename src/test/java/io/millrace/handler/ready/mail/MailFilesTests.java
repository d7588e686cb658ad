package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.Records;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is in a mail, read from the file that it became. */
@ExtendWith(OutputCaptureExtension.class)
class MailFilesTests {

    private static final String HOSTILE = "<script>alert('{{new.email}}')</script> & \"more\"";

    /** Says "\r\nBcc: eve@example.com". */
    private static final String WORD = "=?utf-8?B?DQpCY2M6IGV2ZUBleGFtcGxlLmNvbQ==?=";

    @TempDir
    Path directory;

    @Test
    void writesToEachOfItsRecipients() throws Exception {
        MimeMessage mail = write(Mails.change(
                "email",
                "Ada <ada@example.com>",
                "copy",
                "bob@example.com",
                "hidden",
                "eve@example.com",
                "answers",
                "answers@example.com"));

        assertThat(mail.getFrom()).containsExactly(new InternetAddress("things@example.com", "Things"));
        assertThat(mail.getRecipients(RecipientType.TO)).containsExactly(new InternetAddress("ada@example.com", "Ada"));
        assertThat(mail.getRecipients(RecipientType.CC)).containsExactly(new InternetAddress("bob@example.com"));
        assertThat(mail.getRecipients(RecipientType.BCC)).containsExactly(new InternetAddress("eve@example.com"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("answers@example.com"));
        assertThat(mail.getSentDate()).isEqualTo(Date.from(Mails.CLOCK.instant()));
    }

    @Test
    void leavesOutCopiesAndAnswersThatGoToNobody() throws Exception {
        MimeMessage mail = write(Mails.change("email", "ada@example.com"));

        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ada@example.com"));
        assertThat(mail.getHeader("Reply-To")).isNull();
        assertThat(mail.getHeader("Cc")).isNull();
    }

    @Test
    void escapesWhatIsHtmlAndNothingElse() throws Exception {
        MimeMessage mail = write(Mails.change("email", "ada@example.com", "title", HOSTILE));

        assertThat(mail.getSubject()).isEqualTo("INSERT " + HOSTILE);
        assertThat(Mails.part(mail, 0)).isEqualTo("INSERT of thing-1\r\nTitle: " + HOSTILE + "\r\n");
        assertThat(Mails.part(mail, 1))
                .contains("&lt;script&gt;alert(")
                .contains("&amp; &quot;more&quot;")
                .contains("{{new.email}}")
                .doesNotContain("<script>", "ada@example.com");
    }

    @Test
    void keepsEveryScript() throws Exception {
        String title = "Größe ‒ Пётр ‒ 静かな ‒ 🎷".repeat(20);
        MimeMessage mail = write(Mails.change("email", "Zoë 🎷 <zoe@bücher.example>", "title", title));

        assertThat(mail.getSubject()).isEqualTo("INSERT " + title);
        assertThat(mail.getRecipients(RecipientType.TO)[0])
                .isEqualTo(new InternetAddress("zoe@xn--bcher-kva.example", "Zoë 🎷", "UTF-8"));
        assertThat(Mails.part(mail, 0)).contains(title);
        assertThat(Mails.part(mail, 1)).contains(title);
        assertThat(Files.readAllLines(Mails.files(directory).get(0))).allMatch(line -> line.length() <= 998);
    }

    @Test
    void showsEncodedWordsAsTheyAre() throws Exception {
        showsAsItIs(WORD);
        showsAsItIs("Ada =? and ?= Lovelace " + WORD + " " + WORD);
    }

    @Test
    void breaksLinesBeforeServersDo() throws Exception {
        showsAsItIs("🎷".repeat(400));
        showsAsItIs("\\".repeat(800));
    }

    @Test
    void keepsWhatStandsAtTheEndOfALine() throws Exception {
        showsAsItIs("The directory C:\\ " + "x".repeat(80));
        showsAsItIs("Before" + " ".repeat(80) + "after");
    }

    private void showsAsItIs(String text) throws Exception {
        MimeMessage mail = write(Mails.change("email", text + " <ada@example.com>", "title", text));

        assertThat(mail.getRecipients(RecipientType.TO))
                .singleElement(as(type(InternetAddress.class)))
                .returns(text, InternetAddress::getPersonal)
                .returns("ada@example.com", InternetAddress::getAddress);
        assertThat(mail.getSubject()).isEqualTo("INSERT " + text);
        assertThat(Files.readAllLines(Mails.files(directory).get(0))).allMatch(line -> line.length() <= 998);
    }

    @ParameterizedTest
    @CsvSource({"email, to", "copy, cc", "hidden, bcc", "answers, reply-to", "title, subject"})
    void takesNoLineBreakIntoAHeader(String attribute, String key) {
        for (String value : new String[] {
            "a@example.com\r\nBcc: eve@example.com",
            "a@example.com\nBcc: eve@example.com",
            "a@example.com\rBcc: eve@example.com",
            "a@example.com\r\n\r\nAnother text",
            "a@example.com\u0000",
            "a@example.com\u0085Bcc: eve@example.com",
            "a@example.com\u2028Bcc: eve@example.com"
        }) {
            assertThatThrownBy(() -> write(with(attribute, value)))
                    .hasMessage("'%s' has a line break or another control character, which no header may have", key);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static Change<Item> with(String attribute, String value) {
        return Mails.change("email", attribute.equals("email") ? value : "ada@example.com", attribute, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com, eve@example.com", "ada@example.com;eve@example.com", "nobody"})
    void failsARecordWithAnythingButOneRecipient(String email) {
        assertThatThrownBy(() -> write(Mails.change("email", email)))
                .hasMessage("'to' is not an address of one recipient");
    }

    @Test
    void failsARecordWhoseHostCouldBeAnother() {
        for (Change<Item> change : EventFiles.changes(Mails.class, "hosts.json")) {
            assertThatThrownBy(() -> to("{{new.to}}", change))
                    .hasMessage(
                            "'to': the host is not the same by all rules for international names (IDNA 2003 and 2008). "
                                    + "Write it in ASCII, as xn--strae-oqa.de for straße.de");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsQuotesAndSignsInNames() throws Exception {
        List<String> names = new ArrayList<>();
        for (Change<Item> change : EventFiles.changes(Mails.class, "names.json")) {
            to("{{new.to}}", change);
        }
        for (Path file : Mails.files(directory)) {
            InternetAddress to = (InternetAddress) Mails.read(file).getRecipients(RecipientType.TO)[0];
            assertThat(to.getAddress()).isEqualTo("bob@example.com");
            names.add(to.getPersonal());
        }

        assertThat(names).containsExactlyInAnyOrder("Robert \"Bob\" Smith", "bob@home");
    }

    private void to(String address, Change<Item> change) throws Exception {
        Mails.intoFiles(directory, address, "Hello").handle(change);
    }

    @Test
    void failsARecordWithHalfACharacter() {
        assertThatThrownBy(() -> write(Mails.change("email", "ada@example.com", "title", "half \uD83D")))
                .hasMessage("'subject' contains the unpaired surrogate U+D83D");
        assertThatThrownBy(() -> {
                    Mails.intoFiles(directory, "ada@example.com", "Hello").handle(Mails.change("title", "half \uD83D"));
                })
                .hasMessage("'text': the text contains the unpaired surrogate U+D83D");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void failsARecordWithoutARecipientOrATitle() {
        assertThatThrownBy(() -> write(Mails.change("email", " "))).hasMessage("'to' is empty");
        assertThatThrownBy(() -> write(Mails.change("title", "x")))
                .hasMessageStartingWith("'to': the template can't be filled in: ")
                .hasMessageContaining("new.email");
    }

    @Test
    void failsARecordWhoseSubjectIsTooLongForALine() {
        assertThatThrownBy(() -> write(Mails.change("email", "ada@example.com", "title", "x".repeat(1000))))
                .hasMessage("'subject' has 1007 characters; 900 are accepted");
    }

    @Test
    void givesTheSameEventTheSameFileAndIds(CapturedOutput output) throws Exception {
        MimeMessage first = write(Mails.change("email", "ada@example.com", "title", "first"));
        MimeMessage again = write(Mails.change("email", "ada@example.com", "title", "again"));

        assertThat(again.getSubject()).isEqualTo("INSERT again");
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID()).matches("<[0-9a-f]{32}@example\\.com>");
        assertThat(again.getHeader("X-Millrace-Event"))
                .containsExactly(again.getMessageID().replaceAll("[<>]|@.*", ""));
        assertThat(Mails.files(directory)).singleElement().satisfies(file -> {
            assertThat(file.getFileName().toString()).matches("123-[0-9a-f]{16}\\.eml");
            assertThat(output)
                    .contains("Wrote mail for table 'Products', INSERT 123 to " + file)
                    .doesNotContain("ada@example.com");
        });
    }

    @Test
    void givesAnotherEventAnotherFileWhateverItIsCalled() throws Exception {
        write(Mails.change("email", "ada@example.com"));
        write(Mails.change(Records.insert()
                .eventId("../../event\r\n2")
                .sequenceNumber("123")
                .key("id", Attributes.s("../../thing"))
                .after("email", Attributes.s("ada@example.com"))
                .build()));

        assertThat(Mails.files(directory)).hasSize(2);
    }

    private MimeMessage write(Change<Item> change) throws Exception {
        Mails.intoFiles(directory, "{{new.email}}", "{{event}} {{new.title ?: none}}")
                .handle(change);
        return Mails.read(Mails.files(directory).get(0));
    }
}
