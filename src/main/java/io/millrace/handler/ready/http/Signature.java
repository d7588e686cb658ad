package io.millrace.handler.ready.http;

import io.millrace.handler.kit.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: HMAC-SHA256 over id, time and body. Any thread may call. Source: "Standard Webhooks", version 1.0.0, the
 * symmetric scheme {@code v1}.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final SecretKeySpec key;

    private Signature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads the setting {@code secret}, which no message contains. */
    static Signature of(String secret) {
        return decoded(secret)
                .filter(key -> key.length >= SHORTEST && key.length <= LONGEST)
                .map(Signature::new)
                .orElseThrow(() -> new InvalidSettingException(
                        "secret",
                        "it is not a secret of Standard Webhooks: %s and the Base64 of %d to %d bytes, such as 'openssl rand -base64 32' writes."
                                .formatted(PREFIX, SHORTEST, LONGEST)));
    }

    private static Optional<byte[]> decoded(String secret) {
        try {
            String text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the headers of a request at this time. */
    Map<String, String> headers(String id, Instant time, byte[] body) {
        String timestamp = String.valueOf(time.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", "v1," + sign(id + "." + timestamp + ".", body));
    }

    private String sign(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }
}
