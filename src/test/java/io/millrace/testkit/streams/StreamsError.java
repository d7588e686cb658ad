package io.millrace.testkit.streams;

/**
 * An error as the service answers with it. Source: "Common Errors" and the errors of each action in the Amazon DynamoDB Streams
 * API Reference.
 */
final class StreamsError extends RuntimeException {

    private final String code;

    private StreamsError(String code, String message) {
        super(message);
        this.code = code;
    }

    static StreamsError of(String code, String message) {
        return new StreamsError(code, message);
    }

    static StreamsError invalid(String message) {
        return new StreamsError("ValidationException", message);
    }

    static StreamsError notFound(String what) {
        return new StreamsError("ResourceNotFoundException", "Requested resource not found: %s".formatted(what));
    }

    static StreamsError trimmed() {
        return new StreamsError(
                "TrimmedDataAccessException",
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    static StreamsError expired() {
        return new StreamsError(
                "ExpiredIteratorException",
                "The shard iterator has expired and can no longer be used to retrieve stream records.");
    }

    static StreamsError throttled() {
        return new StreamsError("LimitExceededException", "Your request rate is too high.");
    }

    int status() {
        return code.equals("InternalServerError") ? 500 : 400;
    }

    String type() {
        String model =
                code.equals("ValidationException") ? "com.amazon.coral.validate#" : "com.amazonaws.dynamodb.v20120810#";
        return model + code;
    }
}
