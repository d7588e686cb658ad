package io.millrace.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a service means when it does not do what it is asked. */
public final class Answers {

    private static final int OUT_OF_ORDER = 500;

    /** Codes that speak of what was sent, and not of who sends it, where to, or how fast. */
    private static final Pattern CONTENT = Pattern.compile(
            "(?i)(?!.*(token|security|access|signature|client|kms|address|arn)).*(invalid|validation|too ?long|too ?large|malformed|serialization).*");

    private Answers() {}

    /** Whether it does not take what is in the request, however often it is sent. */
    public static boolean refuses(Exception failure) {
        return failure instanceof AwsServiceException answer
                && answer.statusCode() < OUT_OF_ORDER
                && !answer.isThrottlingException()
                && CONTENT.matcher(code(answer)).matches();
    }

    /** What a failure says, without the values that DynamoDB quotes at times. */
    public static String text(SdkException failure) {
        boolean answered = failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null;
        return text(answered ? ((AwsServiceException) failure).awsErrorDetails().errorMessage() : failure.getMessage());
    }

    /** The same of a text that DynamoDB gives as a reason. */
    public static String text(@Nullable String reason) {
        return String.valueOf(reason)
                .replaceAll("(?s)(numeric value:).*", "$1 ...")
                .replaceAll("(?s)\\[.*]", "[...]");
    }

    /** Nothing where the answer can't be read. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
