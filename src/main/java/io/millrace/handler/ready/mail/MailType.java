package io.millrace.handler.ready.mail;

import com.samskivert.mustache.Mustache;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.aws.Lambda;
import io.millrace.aws.Permission;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.handler.kit.HandlerType;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.mail.MailType.Settings;
import io.millrace.time.Time;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Sends a mail for each change, from templates in files. Idempotency of the route keeps a repeated change from making a second
 * mail. A mail whose answer was lost is sent again, with the same Message-ID (over SES only with the same X-Millrace-Event); a
 * file is overwritten.
 */
@AutoConfiguration
@Lazy
@ConditionalOnClass(Mustache.class)
record MailType(AwsClients clients, Time time, Environment environment) implements HandlerType<Settings> {

    private static final String NAME = "mail";

    /** The transport of mails. */
    enum Via {
        SES,
        SMTP,
        FILE
    }

    /**
     * @param from Address of the sender: orders@example.com, or Orders &lt;orders@example.com&gt;.
     * @param to Addresses of the recipients, each in Mustache: {{new.email}}.
     * @param cc Addresses that get a copy, each in Mustache.
     * @param bcc Addresses that get a copy which other recipients can't see, each in Mustache.
     * @param replyTo Addresses for replies, each in Mustache.
     * @param subject Subject, in Mustache.
     * @param text File with the text, in Mustache.
     * @param html File with the text in HTML, in Mustache; values are escaped.
     * @param transport Transport of the mails: ses, smtp or file; file when left out in the profile local.
     * @param directory Directory for the transport file.
     * @param region Region of SES; by the SDK's default chain when left out.
     * @param endpoint URL of SES; that of its Region when left out.
     * @param smtp Server for the transport smtp.
     */
    record Settings(
            @Nullable String from,
            @Nullable List<String> to,
            @Nullable List<String> cc,
            @Nullable List<String> bcc,
            @Nullable List<String> replyTo,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html,
            @Nullable Via transport,
            @DefaultValue("mails") String directory,
            @Nullable String region,
            @Nullable String endpoint,
            @Nullable SmtpSettings smtp) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handler handler(String name, Settings settings) {
        refuseFilesOnLambda(settings);
        Letters letters = LettersReader.read(settings);
        Transport transport = transport(name, settings);
        return (RecordHandler) change -> transport.send(letters.of(name, change));
    }

    @Override
    public List<ClientSettings> clients(Settings settings) {
        return via(settings) == Via.SES
                ? List.of(SettingChecks.client(settings.region(), settings.endpoint()))
                : List.of();
    }

    /**
     * Permits all identities, since a mail to recipients with an identity in SES needs the permission on theirs as well; see
     * "Actions defined by Amazon SES v2".
     */
    @Override
    public List<Permission> permissions(Settings settings) {
        return via(settings) == Via.SES
                ? List.of(Permission.inAccount("ses", settings.region(), "identity/*", "ses:SendEmail"))
                : List.of();
    }

    private Transport transport(String name, Settings settings) {
        return switch (via(settings)) {
            case SES -> ses(name, settings);
            case SMTP -> smtp(settings.smtp());
            case FILE -> file(settings.directory());
        };
    }

    private void refuseFilesOnLambda(Settings settings) {
        if (environment.containsProperty(Lambda.FUNCTION_NAME) && given(settings) == Via.FILE) {
            throw new InvalidSettingException(
                    "transport",
                    "'file' writes mails into a directory, and on Lambda all files go with the execution environment. Take ses or smtp there.");
        }
    }

    private @Nullable Via given(Settings settings) {
        boolean local = environment.acceptsProfiles(Profiles.of("local"));
        return settings.transport() == null && local ? Via.FILE : settings.transport();
    }

    private Via via(Settings settings) {
        Via given = given(settings);
        if (given != null) {
            return given;
        }
        throw new InvalidSettingException(
                "transport",
                "type 'mail' needs a transport: ses, smtp or file. Only in the profile 'local' it is file when left out.");
    }

    private Transport ses(String name, Settings settings) {
        SettingChecks.requireLibrary(
                "transport",
                "software.amazon.awssdk.services.sesv2.SesV2Client",
                "software.amazon.awssdk:sesv2",
                "ses");
        return SesTransport.of(clients, name, SettingChecks.client(settings.region(), settings.endpoint()));
    }

    private Transport smtp(@Nullable SmtpSettings settings) {
        requireMail();
        return new SmtpTransport(SmtpSettings.checked(settings), time.clock());
    }

    private Transport file(String directory) {
        requireMail();
        try {
            return new FileTransport(Path.of(SettingChecks.plain("directory", directory)), time.clock());
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(
                    "directory", "'%s' is not a directory: %s.".formatted(directory, e.getReason()));
        }
    }

    private static void requireMail() {
        SettingChecks.requireLibrary(
                "transport",
                "org.springframework.mail.javamail.JavaMailSenderImpl",
                "org.springframework.boot:spring-boot-starter-mail",
                NAME);
    }
}
