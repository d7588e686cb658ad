package io.millrace.local.dynoxide;

/** An error that DynamoDB reports with status 400. */
final class ApiException extends RuntimeException {

    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";

    private final String type;

    ApiException(String type, String message) {
        super(message);
        this.type = type;
    }

    static ApiException invalid(String message) {
        return new ApiException("com.amazon.coral.validate#ValidationException", message);
    }

    static ApiException notFound(String message) {
        return new ApiException(DYNAMODB + "ResourceNotFoundException", message);
    }

    static ApiException trimmed(String message) {
        return new ApiException(DYNAMODB + "TrimmedDataAccessException", message);
    }

    static ApiException expired(String message) {
        return new ApiException(DYNAMODB + "ExpiredIteratorException", message);
    }

    Answer answer() {
        return new Answer(
                400,
                Json.MAPPER.writeValueAsBytes(
                        Json.MAPPER.createObjectNode().put("__type", type).put("message", getMessage())));
    }
}
