package io.millrace.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Values of equal hashes, of which a hash table makes a long chain. */
public final class Collisions {

    private static final int PAIRS = 17;

    private Collisions() {}

    /** Different texts of equal hashes; up to 131,072. */
    public static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(Collisions::text).toList();
    }

    /** Different buffers of equal hashes; up to 131,072. */
    public static List<ByteBuffer> binaries(int count) {
        return texts(count).stream()
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    /** Bit by bit "Aa" or "BB". */
    private static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < PAIRS; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
