package io.millrace.handler.ready.mail;

import io.millrace.handler.kit.ChangeTemplate;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.handler.kit.InvalidSettingException;
import io.millrace.handler.kit.SettingChecks;
import io.millrace.handler.ready.mail.Letters.Bodies;
import io.millrace.handler.ready.mail.Letters.Recipients;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of letters, and the templates in their files. */
final class LettersReader {

    private LettersReader() {}

    /** @throws InvalidSettingException if a setting is wrong */
    static Letters read(MailType.Settings settings) {
        return new Letters(recipients(settings), subject(settings.subject()), bodies(settings.text(), settings.html()));
    }

    private static HeaderTemplate subject(@Nullable String template) {
        return HeaderTemplate.of("subject", SettingChecks.required("mail", "subject", template, "a subject"));
    }

    private static Recipients recipients(MailType.Settings settings) {
        Address from = sender(settings.from());
        List<HeaderTemplate> to = addresses("to", settings.to());
        if (to.isEmpty()) {
            throw new InvalidSettingException(
                    "to", "type 'mail' needs the address of a recipient, such as {{new.email}}.");
        }
        return new Recipients(
                from,
                to,
                addresses("cc", settings.cc()),
                addresses("bcc", settings.bcc()),
                addresses("reply-to", settings.replyTo()));
    }

    private static Address sender(@Nullable String from) {
        return HeaderTemplate.address(
                "from", SettingChecks.required("mail", "from", from, "the address of the sender"));
    }

    private static List<HeaderTemplate> addresses(String key, @Nullable List<String> templates) {
        return templates == null
                ? List.of()
                : templates.stream()
                        .map(template -> HeaderTemplate.ofAddress(key, template))
                        .toList();
    }

    private static Bodies bodies(@Nullable String text, @Nullable String html) {
        if (text == null && html == null) {
            throw new InvalidSettingException("text", "type 'mail' needs a file in 'text', in 'html' or in both.");
        }
        return new Bodies(body("text", text, Escaping.NONE), body("html", html, Escaping.HTML));
    }

    private static @Nullable ChangeTemplate body(String key, @Nullable String file, Escaping escaping) {
        return file == null ? null : SettingChecks.text(key, template(key, file), escaping);
    }

    private static String template(String key, String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                throw new InvalidSettingException(key, "there is no file '%s'.".formatted(path.toAbsolutePath()));
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new InvalidSettingException(key, "'%s' is not in UTF-8.".formatted(file));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettingException(key, "'%s' can't be read: %s.".formatted(file, e));
        }
    }
}
