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

/** What errors of DynamoDB mean. Source: "Error handling with DynamoDB" in the Amazon DynamoDB Developer Guide. */
final class Refusals {

    private static final String CONDITION = "ConditionalCheckFailed";

    /** Those of an item that never will be taken; the second set is what a transaction calls them. */
    private static final Set<String> OF_ITEM =
            Set.of("ValidationException", "SerializationException", "ItemCollectionSizeLimitExceededException");

    private static final Set<String> OF_ITEM_IN_TRANSACTION =
            Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

    private Refusals() {}

    /** Whether the item itself is the trouble, so that it would not be taken at any other time. */
    static boolean ofItem(SdkException error) {
        if (error instanceof TransactionCanceledException canceled) {
            return has(canceled, OF_ITEM_IN_TRANSACTION);
        }
        return error instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && OF_ITEM.contains(service.awsErrorDetails().errorCode());
    }

    /** Whether the item would be taken if it were smaller. Source: "Item size" in the Amazon DynamoDB Developer Guide. */
    static boolean tooLarge(SdkException error) {
        return ofItem(error) && text(error).toLowerCase(Locale.ROOT).contains("item size");
    }

    /** Whether another try may do. */
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

    /** Whether a transaction did not take place since what it would write is older than what is there. */
    static boolean isOld(TransactionCanceledException canceled) {
        return has(canceled, Set.of(CONDITION));
    }

    /** The same of the write at a place in the transaction. */
    static boolean isOld(TransactionCanceledException canceled, int place) {
        return CONDITION.equals(canceled.cancellationReasons().get(place).code());
    }

    /** Why the item is refused, without its values. */
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
