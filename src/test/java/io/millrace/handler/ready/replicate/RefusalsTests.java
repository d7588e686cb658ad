package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.Answers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class RefusalsTests {

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource({
        "400, ValidationException,                      true,  false",
        "400, SerializationException,                   true,  false",
        "400, ItemCollectionSizeLimitExceededException, true,  false",
        "400, ThrottlingException,                      false, true",
        "400, ProvisionedThroughputExceededException,   false, true",
        "400, RequestLimitExceeded,                     false, true",
        "500, InternalServerError,                      false, true",
        "503, ServiceUnavailable,                       false, true",
        "400, AccessDeniedException,                    false, false",
        "400, ResourceNotFoundException,                false, false",
    })
    void tellsWhatIsUpToTheItemAndWhatPasses(int status, String code, boolean ofItem, boolean passes) {
        SdkException error = error(status, code, "");

        assertThat(Refusals.ofItem(error)).isEqualTo(ofItem);
        assertThat(Refusals.passes(error)).isEqualTo(passes);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "None,                   TransactionConflict,           false, true,  false",
        "ThrottlingError,        None,                          false, true,  false",
        "ConditionalCheckFailed, None,                          false, false, true",
        "TransactionConflict,    ConditionalCheckFailed,        false, false, true",
        "ValidationError,        None,                          true,  false, false",
    })
    void tellsWhyATransactionDidNotTakePlace(String one, String two, boolean ofItem, boolean passes, boolean old) {
        TransactionCanceledException error = TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(Stream.of(one, two)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();

        assertThat(Refusals.ofItem(error)).isEqualTo(ofItem);
        assertThat(Refusals.passes(error)).isEqualTo(passes);
        assertThat(Refusals.isOld(error)).isEqualTo(old);
    }

    @Test
    void triesAgainWhereThereIsNoAnswer() {
        assertThat(Refusals.passes(SdkClientException.create("no route"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The parameter cannot be converted to a numeric value: secret | The parameter cannot be converted to a numeric value: ...",
                "Input collection [secret, secret] contains duplicates. | Input collection [...] contains duplicates.",
                "Item size has exceeded the maximum allowed size | Item size has exceeded the maximum allowed size",
            })
    void quotesNoValues(String message, String text) {
        assertThat(Answers.text(error(400, "ValidationException", message))).isEqualTo(text);
    }

    private static SdkException error(int status, String code, String message) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
