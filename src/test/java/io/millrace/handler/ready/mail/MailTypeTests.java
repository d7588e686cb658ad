package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.aws.AwsClients;
import io.millrace.aws.Permission;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.ready.mail.SmtpSettings.Encryption;
import io.millrace.time.Time;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class MailTypeTests {

    @TempDir
    Path directory;

    @Test
    void writesFilesInTheProfileLocalWhenItIsNotTold() throws Exception {
        MockEnvironment local = new MockEnvironment();
        local.setActiveProfiles("local");

        ((RecordHandler) type(local).handler("mailer", settings(null))).handle(Mails.change());

        assertThat(Mails.files(directory)).hasSize(1);
    }

    @Test
    void writesNoFilesOnLambdaWhichDoesNotKeepThem() {
        MockEnvironment lambda = new MockEnvironment().withProperty("AWS_LAMBDA_FUNCTION_NAME", "orders");

        assertThatThrownBy(() -> type(lambda).handler("mailer", settings(MailType.Via.FILE)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("'file' writes mails into a directory, and on Lambda all files go with the execution "
                        + "environment. Take ses or smtp there.");
    }

    @Test
    void needsTheRightToSendWhereItSendsOverSes() {
        MailType type = type(new MockEnvironment());

        assertThat(type.permissions(settings(MailType.Via.SES)))
                .containsExactly(Permission.inAccount("ses", null, "identity/*", "ses:SendEmail"));
        assertThat(type.permissions(settings(MailType.Via.FILE))).isEmpty();
    }

    @Test
    void refusesASenderWhoseHostCouldBeAnother() {
        assertThatThrownBy(() -> HeaderTemplate.address("from", "info@straße.de"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'info@straße.de': the host is not the same by all rules for international names "
                        + "(IDNA 2003 and 2008). Write it in ASCII, as xn--strae-oqa.de for straße.de.");
    }

    @Test
    void keepsThePasswordToItself() {
        SmtpSettings settings = new SmtpSettings("mail.example.com", null, "ada", "secret", Encryption.STARTTLS);

        assertThat(settings).hasToString("SmtpSettings[mail.example.com:587, username=ada, encryption=STARTTLS]");
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, 587", "TLS, 465", "NONE, 25"})
    void takesThePortThatIsUsualForTheEncryption(Encryption encryption, int port) {
        assertThat(new SmtpSettings("a", null, null, null, encryption).server().port())
                .isEqualTo(port);
        assertThat(new SmtpSettings("a", 2525, null, null, encryption).server().port())
                .isEqualTo(2525);
    }

    private static MailType type(MockEnvironment environment) {
        return new MailType(new AwsClients(List::of), new Time(Mails.CLOCK, wait -> {}), environment);
    }

    private MailType.Settings settings(MailType.Via transport) {
        return Mails.settings(List.of("ada@example.com"), "Hello", transport, directory, null);
    }
}
