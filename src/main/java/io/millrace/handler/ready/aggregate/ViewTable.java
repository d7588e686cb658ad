package io.millrace.handler.ready.aggregate;

import io.millrace.aws.Answers;
import io.millrace.aws.ExpiringTable;
import io.millrace.handler.ready.aggregate.Outcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The tables of the view and of its markers. A call without an answer may be repeated: the client request token of the SDK's
 * own retries, or the markers, keep it from being counted twice. Any thread may call.
 */
final class ViewTable {

    private static final int TOO_LARGE = 413;

    private final String table;
    private final Markers markers;
    private final Supplier<DynamoDbClient> dynamoDb;
    private final KnownExtremes known = new KnownExtremes();
    private volatile boolean hasMarkers;

    ViewTable(String table, Markers markers, Supplier<DynamoDbClient> dynamoDb) {
        this.table = table;
        this.markers = markers;
        this.dynamoDb = dynamoDb;
    }

    Markers markers() {
        return markers;
    }

    /** Counts all changes of a bundle, or none. */
    Outcome count(Bundle bundle) {
        try {
            dynamoDb.get().transactWriteItems(transaction -> transaction.transactItems(actions(bundle)));
            bundle.views().forEach(known::wrote);
            return Outcome.DONE;
        } catch (TransactionCanceledException e) {
            return new Cancellation(table, bundle, e).outcome(known);
        } catch (ResourceNotFoundException e) {
            return missing(e);
        } catch (DynamoDbException e) {
            return outcome(e);
        } catch (SdkException e) {
            return Outcome.of(Kind.UNREACHABLE, e);
        } catch (IllegalArgumentException e) { // a sum of too many digits
            return Outcome.of(Kind.REFUSED, e);
        }
    }

    /** Returns the markers first, then the updates of the view. */
    private List<TransactWriteItem> actions(Bundle bundle) {
        List<TransactWriteItem> actions = new ArrayList<>();
        bundle.entries().forEach(entry -> actions.add(markers.put(entry.marker())));
        bundle.views().forEach(view -> actions.add(ViewUpdate.of(table, view, known)));
        return actions;
    }

    private Outcome missing(ResourceNotFoundException e) {
        DynamoDbClient client = dynamoDb.get();
        return hasMarkers || !ExpiringTable.isLocal(client)
                ? Outcome.of(Kind.UNUSABLE, new IllegalStateException(missing(client), e))
                : withMarkers(client, e);
    }

    /** Creates the missing table in a database on this machine. */
    private Outcome withMarkers(DynamoDbClient client, ResourceNotFoundException e) {
        try {
            new ExpiringTable(markers.table()).create(client);
            hasMarkers = true;
            return Outcome.of(Kind.LEARNED, e);
        } catch (SdkException failure) {
            return Outcome.of(Kind.UNREACHABLE, failure);
        }
    }

    private String missing(DynamoDbClient client) {
        return "there is no table '%s', or no table '%s', in region '%s'. The second one holds markers: it needs %s."
                .formatted(
                        table,
                        markers.table(),
                        client.serviceClientConfiguration().region(),
                        ExpiringTable.REQUIREMENTS);
    }

    private Outcome outcome(DynamoDbException e) {
        if (e.statusCode() == TOO_LARGE || "ValidationException".equals(code(e))) {
            return Outcome.of(
                    Kind.REFUSED,
                    new IllegalStateException(
                            "table '%s' refused the change: %s, %s".formatted(table, code(e), Answers.text(e))));
        }
        if (e.isThrottlingException() || "TransactionInProgressException".equals(code(e))) {
            return Outcome.of(Kind.BUSY, e);
        }
        boolean passing = e.statusCode() >= 500 || e.isClockSkewException();
        return Outcome.of(passing ? Kind.UNREACHABLE : Kind.UNUSABLE, e);
    }

    private static String code(DynamoDbException e) {
        return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    }
}
