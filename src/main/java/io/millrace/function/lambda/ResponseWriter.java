package io.millrace.function.lambda;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the partial batch response for Lambda. Source: "Reporting batch item failures with DynamoDB and Lambda" in
 * the AWS Lambda Developer Guide.
 */
final class ResponseWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private ResponseWriter() {}

    static byte[] write(StreamsEventResponse response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("batchItemFailures");
            response.getBatchItemFailures().forEach(failure -> write(json, failure));
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, BatchItemFailure failure) {
        json.writeStartObject();
        json.writeStringProperty("itemIdentifier", failure.getItemIdentifier());
        json.writeEndObject();
    }
}
