package io.millrace.handler.ready.replicate;

import io.millrace.aws.Answers;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Interprets errors of DynamoDB. Source: "Error handling with DynamoDB" in the Amazon DynamoDB Developer Guide. */
final class Refusals {

    private static final String CONDITION = "ConditionalCheckFailed";

    /** Codes of items that will never be accepted; the second set has their names in transactions. */
    private static final Set<String> OF_ITEM =
            Set.of("ValidationException", "SerializationException", "ItemCollectionSizeLimitExceededException");

    private static final Set<String> OF_ITEM_IN_TRANSACTION =
            Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

    private Refusals() {}

    /** Whether the item itself is refused, at any time. */
    static boolean ofItem(SdkException error) {
        if (error instanceof TransactionCanceledException canceled) {
            return has(canceled, OF_ITEM_IN_TRANSACTION);
        }
        return error instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && OF_ITEM.contains(service.awsErrorDetails().errorCode());
    }

    /** Whether the item would be accepted if it were smaller. Source: "Item size" in the Amazon DynamoDB Developer Guide. */
    static boolean tooLarge(SdkException error) {
        return ofItem(error) && text(error).toLowerCase(Locale.ROOT).contains("item size");
    }

    /** Whether another try may succeed. */
    static boolean passes(SdkException error) {
        if (error instanceof AwsServiceException service) {
            return service.isThrottlingException()
                    || service.statusCode() >= 500
                    || error instanceof TransactionCanceledException canceled && !isOld(canceled) && !ofItem(canceled)
                    || error instanceof TransactionConflictException
                    || error instanceof TransactionInProgressException;
        }
        return error instanceof SdkClientException;
    }

    /** Whether a transaction was cancelled because its write is older than what exists. */
    static boolean isOld(TransactionCanceledException canceled) {
        return has(canceled, Set.of(CONDITION));
    }

    /** Whether this holds for the write at a place in the transaction. */
    static boolean isOld(TransactionCanceledException canceled, int place) {
        return CONDITION.equals(canceled.cancellationReasons().get(place).code());
    }

    /** Returns why the item is refused, without its values. */
    static String text(SdkException error) {
        if (error instanceof TransactionCanceledException canceled) {
            return canceled.cancellationReasons().stream()
                    .filter(reason -> reason.code() != null && OF_ITEM_IN_TRANSACTION.contains(reason.code()))
                    .map(reason -> Answers.text(reason.message()))
                    .findFirst()
                    .orElseGet(() -> Answers.text(error));
        }
        return Answers.text(error);
    }

    private static boolean has(TransactionCanceledException canceled, Set<String> codes) {
        return canceled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .anyMatch(code -> code != null && codes.contains(code));
    }
}
