package io.millrace.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes the bytes of an entry. */
final class EntryText {

    private EntryText() {}

    /** @throws UnreadableDeadLetterException if the bytes are not UTF-8; nothing is replaced */
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
