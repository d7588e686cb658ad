package io.millrace.routing.filter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A block of IP addresses such as {@code 10.0.0.0/24} or {@code 2001:db8::/32}. */
final class Cidr {

    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Any other text would be looked up in the network. */
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    /** Eight groups of four and their colons, the last two groups in IPv4 notation. */
    private static final int LONGEST = 45;

    private final byte[] block;
    private final int shift;

    private Cidr(byte[] block, int shift) {
        this.block = block;
        this.shift = shift;
    }

    /** @throws IllegalArgumentException if the text is not a block */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        byte[] address = slash < 0 ? null : address(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (address == null || !length.matches("\\d{1,3}") || Integer.parseInt(length) > address.length * 8) {
            throw new IllegalArgumentException(
                    "is not a block of IP addresses; one looks like 10.0.0.0/24 or 2001:db8::/32");
        }
        return new Cidr(address, address.length * 8 - Integer.parseInt(length));
    }

    boolean contains(String value) {
        byte[] address = address(value);
        return address != null
                && address.length == block.length
                && network(address).equals(network(block));
    }

    private BigInteger network(byte[] address) {
        return new BigInteger(1, address).shiftRight(shift);
    }

    private static byte @Nullable [] address(String text) {
        try {
            return isLiteral(text) ? InetAddress.getByName(text).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isLiteral(String text) {
        return text.length() <= LONGEST && isWrittenAsAddress(text);
    }

    private static boolean isWrittenAsAddress(String text) {
        return Optional.of(V4.matcher(text))
                        .filter(parts -> parts.matches())
                        .filter(parts -> isByte(parts.group(1))
                                && isByte(parts.group(2))
                                && isByte(parts.group(3))
                                && isByte(parts.group(4)))
                        .isPresent()
                || V6.matcher(text).matches();
    }

    private static boolean isByte(String digits) {
        return Integer.parseInt(digits) < 256;
    }
}
