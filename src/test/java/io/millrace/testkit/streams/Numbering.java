package io.millrace.testkit.streams;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Numbers that come once: sequence numbers, which rise over a whole stream with gaps between them, and identifiers that are not in
 * the order of their making.
 */
final class Numbering {

    private static final int LARGEST_GAP = 1_000;

    private BigInteger last;
    private long made;

    /** @param first a sequence number below all others */
    Numbering(BigInteger first) {
        this.last = first;
    }

    BigInteger next() {
        last = last.add(BigInteger.ONE.add(BigInteger.valueOf(scattered() % LARGEST_GAP)));
        return last;
    }

    /** Eight hexadecimal digits. */
    String hex() {
        return HexFormat.of().toHexDigits((int) scattered());
    }

    private long scattered() {
        made++;
        return (made * 0x9E3779B97F4A7C15L) >>> 32; // far apart from one to the next, and the same in every run
    }
}
