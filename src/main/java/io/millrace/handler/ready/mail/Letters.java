package io.millrace.handler.ready.mail;

import io.millrace.aws.Characters;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate;
import io.millrace.handler.ready.mail.Letter.Body;
import io.millrace.handler.ready.mail.Letter.Envelope;
import io.millrace.handler.ready.mail.Letter.Event;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates letters. */
record Letters(Recipients recipients, HeaderTemplate subject, Bodies bodies) {

    /** The templates of sender and recipients. */
    record Recipients(
            Address from,
            List<HeaderTemplate> to,
            List<HeaderTemplate> cc,
            List<HeaderTemplate> bcc,
            List<HeaderTemplate> replyTo) {

        /** Requires each recipient. Copies and reply addresses may be empty. */
        private Envelope of(Change<Item> change) {
            List<Address> recipients = to.stream()
                    .map(template ->
                            template.addressOf(change).orElseThrow(() -> new IllegalArgumentException("'to' is empty")))
                    .toList();
            return new Envelope(from, recipients, some(cc, change), some(bcc, change), some(replyTo, change));
        }

        private static List<Address> some(List<HeaderTemplate> templates, Change<Item> change) {
            return templates.stream()
                    .map(template -> template.addressOf(change))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** The templates of the contents, in one form or in both. */
    record Bodies(@Nullable ChangeTemplate text, @Nullable ChangeTemplate html) {

        private Body of(Change<Item> change) {
            return new Body(text("text", text, change), text("html", html, change));
        }

        private static @Nullable String text(String key, @Nullable ChangeTemplate template, Change<Item> change) {
            try {
                return template == null ? null : Characters.whole("the text", template.of(change));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'%s': %s".formatted(key, e.getMessage()), e);
            }
        }
    }

    /**
     * Returns the letter for a change.
     *
     * @param handler the handler that sends it
     * @throws IllegalArgumentException if the change can't become a letter; the message contains no contents
     */
    Letter of(String handler, Change<Item> change) {
        return new Letter(Event.of(handler, change), recipients.of(change), subject.of(change), bodies.of(change));
    }
}
