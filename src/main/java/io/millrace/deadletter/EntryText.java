package io.millrace.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of an entry that is kept as bytes. */
final class EntryText {

    private EntryText() {}

    /** @throws UnreadableDeadLetterException if it is none; nothing is put in place of what can't be read */
    static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableDeadLetterException("It has bytes that are no UTF-8. An entry is JSON in UTF-8.");
        }
    }
}
