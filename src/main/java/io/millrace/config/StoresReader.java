package io.millrace.config;

import io.millrace.deadletter.DeadLetters;
import io.millrace.dispatch.DeadLetterStore;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Stores;
import io.millrace.handler.kit.InvalidSettingException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Reads the stores of dead letters and of idempotency, and adds mistakes. */
final class StoresReader {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("millrace");
    private static final ConfigurationPropertyName DEAD_LETTER = ROOT.append("dead-letter");
    private static final ConfigurationPropertyName OVERFLOW = ROOT.append("dead-letter-overflow");

    private static final String GONE =
            "'%s' is a directory, and Lambda deletes files with the execution environment. Use %s there.";

    private static final String S3 = "s3://<bucket>/<prefix>";
    private static final String QUEUE_OR_S3 = "sqs:<queue URL> or " + S3;

    private final MillraceProperties properties;
    private final Mistakes mistakes;
    private final boolean onLambda;

    /**
     * @param onLambda whether the application runs on Lambda, or a template for Lambda is written
     */
    StoresReader(MillraceProperties properties, Mistakes mistakes, boolean onLambda) {
        this.properties = properties;
        this.mistakes = mistakes;
        this.onLambda = onLambda;
    }

    /**
     * Creates the stores that routes need. None connects yet.
     *
     * @param idempotency creates the store that the properties describe
     * @param places creates the stores of dead letters
     */
    Stores read(Function<IdempotencyProperties, IdempotencyStore> idempotency, DeadLetters places) {
        noteShortTtl();
        IdempotencyStore store = properties.remembersInStore() ? idempotency(idempotency) : Stores.NONE.idempotency();
        return new Stores(deadLetters(places), store);
    }

    private IdempotencyStore idempotency(Function<IdempotencyProperties, IdempotencyStore> maker) {
        try {
            return maker.apply(properties.idempotency());
        } catch (InvalidSettingException e) {
            mistakes.add(ROOT.append("idempotency"), String.valueOf(e.getMessage()));
            return Stores.NONE.idempotency();
        }
    }

    private void noteShortTtl() {
        if (properties.idempotency().ttl().toMinutes() < 1) {
            mistakes.add(
                    ROOT.append("idempotency.ttl"),
                    "%s is less than a minute."
                            .formatted(properties.idempotency().ttl()));
        }
    }

    private DeadLetterStore deadLetters(DeadLetters places) {
        Optional<DeadLetterStore> overflow = store(OVERFLOW, properties.deadLetterOverflow(), Optional.empty(), places);
        if (properties.deadLetterOverflow() != null) {
            checkOverflow(properties.deadLetterOverflow());
        }
        return store(DEAD_LETTER, properties.deadLetter(), overflow, places).orElse(Stores.NONE.deadLetters());
    }

    private void checkOverflow(String overflow) {
        if (properties.deadLetter() == null || !DeadLetters.isQueue(properties.deadLetter())) {
            mistakes.add(OVERFLOW, "only a queue in millrace.dead-letter has a size limit.");
        } else if (DeadLetters.isQueue(overflow)) {
            mistakes.add(
                    OVERFLOW,
                    "a queue can't store what is too large for a queue; use s3://<bucket>/<prefix> or file:<directory>.");
        }
    }

    private Optional<DeadLetterStore> store(
            ConfigurationPropertyName key,
            @Nullable String address,
            Optional<DeadLetterStore> overflow,
            DeadLetters places) {
        if (address == null) {
            return Optional.empty();
        }
        if (onLambda && DeadLetters.isDirectory(address)) {
            mistakes.add(key, GONE.formatted(address, key.equals(OVERFLOW) ? S3 : QUEUE_OR_S3));
            return Optional.empty();
        }
        try {
            return Optional.of(places.store(key.toString(), address, overflow));
        } catch (IllegalArgumentException e) {
            mistakes.add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Adds a mistake for a policy that has no store for its dead letters. */
    void check(ConfigurationPropertyName key, FailurePolicy.@Nullable OnFailure onFailure) {
        if (onFailure == FailurePolicy.OnFailure.DEAD_LETTER && properties.deadLetter() == null) {
            mistakes.add(
                    key,
                    "'dead-letter' needs a place: set millrace.dead-letter to sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.");
        }
    }
}
