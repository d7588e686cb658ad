package io.millrace.handler.ready.replicate;

import io.millrace.change.Numbers;
import io.millrace.change.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Identifies an item by a short digest, which is the same for keys that DynamoDB considers equal, such as {@code 7} and {@code
 * 7.0}.
 */
final class ItemDigest {

    private ItemDigest() {}

    static String of(String table, String origin, Map<String, AttributeValue> key) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            write(out, table.getBytes(StandardCharsets.UTF_8));
            write(out, origin.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, AttributeValue> part : new TreeMap<>(key).entrySet()) {
                write(out, part.getKey().getBytes(StandardCharsets.UTF_8));
                write(out, bytes(part.getValue()));
            }
            return Sha256.of(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the length first, so that adjacent parts stay distinct. */
    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArray();
        }
        String text = value.n() == null
                ? value.s()
                : Numbers.read(value.n()).stripTrailingZeros().toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
