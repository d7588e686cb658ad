package io.millrace.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a service means when it does not do what it is asked. */
public final class Answers {

    private static final int OUT_OF_ORDER = 500;

    private Answers() {}

    /** Whether it does not take what it was sent, and will not the next time: no matter of speed, of the clock or of its own. */
    public static boolean refuses(Exception failure) {
        return failure instanceof AwsServiceException answer
                && answer.statusCode() < OUT_OF_ORDER
                && !answer.isThrottlingException()
                && !answer.isClockSkewException();
    }
}
