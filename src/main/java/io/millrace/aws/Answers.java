package io.millrace.aws;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * What to tell where it does not take what is in the request, however often it is sent; empty where it may.
     *
     * @param place that it was sent to, as in "queue 'x'"
     */
    public static Optional<Throwable> refusal(String place, Exception failure) {
        return Optional.of(failure)
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .filter(answer -> answer.statusCode() < OUT_OF_ORDER && !answer.isThrottlingException())
                .filter(answer -> CONTENT.matcher(code(answer)).matches())
                .map(answer -> new IllegalStateException("%s refused what it was sent: %s, %s (request %s)"
                        .formatted(place, code(answer), text(answer), answer.requestId())));
    }

    /**
     * Asserts that a service has answered for each of the entries of a call.
     *
     * @param place that they were sent to, as in "queue 'x'"
     */
    public static void requireAll(String place, int sent, int answered) {
        if (answered != sent) {
            throw new IllegalStateException("%s answers for %d of %d".formatted(place, answered, sent));
        }
    }

    /**
     * What an answer says nothing of, where entries are told apart by their places as ids.
     *
     * @param named the ids that the answer names, as taken or as refused
     * @return by place, what goes behind the name of the service in a sentence
     */
    public static Map<Integer, String> unnamed(int sent, Stream<String> named) {
        Set<Integer> places = named.flatMap(id -> place(sent, id).stream()).collect(Collectors.toSet());
        Map<Integer, String> unnamed = new LinkedHashMap<>();
        for (int place = 0; place < sent; place++) {
            if (!places.contains(place)) {
                unnamed.put(
                        place,
                        "does not say whether it has the message: it answers for %d of %d"
                                .formatted(places.size(), sent));
            }
        }
        return unnamed;
    }

    /** The place that an answer's id stands for; empty if nothing of that id was sent. */
    public static Optional<Integer> place(int sent, @Nullable String id) {
        return IntStream.range(0, sent)
                .boxed()
                .filter(place -> place.toString().equals(id))
                .findFirst();
    }

    /**
     * Whether what an answer refuses may be taken the next time: what the sender can't help, and what came too fast.
     *
     * @param senderFault as SQS and SNS say it
     */
    public static boolean passes(@Nullable Boolean senderFault, @Nullable String code) {
        return !Boolean.TRUE.equals(senderFault)
                || String.valueOf(code).toLowerCase(Locale.ROOT).contains("throttl");
    }

    /** What a failure says, without the values that services quote at times. */
    public static String text(SdkException failure) {
        return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? text(answer.awsErrorDetails().errorMessage())
                : text(failure.getMessage());
    }

    /** The same of a text that a service gives as a reason. */
    public static String text(@Nullable String reason) {
        return String.valueOf(reason)
                .replaceAll("(?s)(numeric value:).*", "$1 ...")
                .replaceAll("(?s)(Value )'.*'( at )", "$1'...'$2")
                .replaceAll("(?s)\\[.*]", "[...]");
    }

    /** Nothing where the answer can't be read. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
