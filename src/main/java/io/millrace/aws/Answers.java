package io.millrace.aws;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a service means when it does not do what it is asked. */
public final class Answers {

    private static final int OUT_OF_ORDER = 500;
    private static final int TOO_MANY = 429;

    private Answers() {}

    /** Whether it does not take what it was sent, and will not the next time: no matter of speed, of the clock or of its own. */
    public static boolean refuses(Exception failure) {
        return failure instanceof AwsServiceException answer
                && answer.statusCode() < OUT_OF_ORDER
                && answer.statusCode() != TOO_MANY
                && !answer.isThrottlingException()
                && !answer.isClockSkewException()
                && code(answer).matches("(?!.*throttl).+");
    }

    /** The SDK does not know each service's word for it. Nothing where the answer can't be read. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? ""
                : details.errorCode().toLowerCase(Locale.ROOT);
    }
}
