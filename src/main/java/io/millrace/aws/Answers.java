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

/** Interprets the errors of AWS services. */
public final class Answers {

    private static final int OUT_OF_ORDER = 500;

    /** Codes about the content of a request, and not about its sender, its target or its rate. */
    private static final Pattern CONTENT = Pattern.compile(
            "(?i)(?!.*(token|security|access|signature|client|kms|address|arn)).*(invalid|validation|too ?long|too ?large|malformed|serialization).*");

    private Answers() {}

    /**
     * Returns why a service refused a request for its content, so that repeating it does not help; empty if it may help.
     *
     * @param place the target, as in "queue 'x'"
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
     * Asserts that a service has answered for each entry of a call.
     *
     * @param place the target, as in "queue 'x'"
     */
    public static void requireAll(String place, int sent, int answered) {
        if (answered != sent) {
            throw new IllegalStateException("%s answered for %d of %d entries".formatted(place, answered, sent));
        }
    }

    /**
     * Finds the entries that an answer does not mention. Entries are identified by their places.
     *
     * @param named the ids in the answer, of entries taken or refused
     * @return by place, the rest of a sentence that begins with the name of the service
     */
    public static Map<Integer, String> unnamed(int sent, Stream<String> named) {
        Set<Integer> places = named.flatMap(id -> place(sent, id).stream()).collect(Collectors.toSet());
        Map<Integer, String> unnamed = new LinkedHashMap<>();
        for (int place = 0; place < sent; place++) {
            if (!places.contains(place)) {
                unnamed.put(
                        place, "did not confirm the message: it answered for %d of %d".formatted(places.size(), sent));
            }
        }
        return unnamed;
    }

    /** Returns the place of the entry with this id; empty if no such entry was sent. */
    public static Optional<Integer> place(int sent, @Nullable String id) {
        return IntStream.range(0, sent)
                .boxed()
                .filter(place -> place.toString().equals(id))
                .findFirst();
    }

    /**
     * Whether a refused entry may be taken the next time: if the sender is not at fault, or was throttled.
     *
     * @param senderFault as SQS and SNS report it
     */
    public static boolean passes(@Nullable Boolean senderFault, @Nullable String code) {
        return !Boolean.TRUE.equals(senderFault)
                || String.valueOf(code).toLowerCase(Locale.ROOT).contains("throttl");
    }

    /** Returns the message of a failure, without the values that some services quote. */
    public static String text(SdkException failure) {
        return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? text(answer.awsErrorDetails().errorMessage())
                : text(failure.getMessage());
    }

    /** Returns a reason given by a service, without values. */
    public static String text(@Nullable String reason) {
        return String.valueOf(reason)
                .replaceAll("(?s)(numeric value:).*", "$1 ...")
                .replaceAll("(?s)(Value )'.*'( at )", "$1'...'$2")
                .replaceAll("(?s)\\[.*]", "[...]");
    }

    /** Returns an empty text if the answer has no code. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
