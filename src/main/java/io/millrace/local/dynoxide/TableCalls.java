package io.millrace.local.dynoxide;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers calls to tables. The program's own streams always have both images, so that writes that change nothing can
 * be detected.
 */
final class TableCalls {

    private static final String BOTH = "NEW_AND_OLD_IMAGES";

    private final Backend backend;
    private final TableStreams streams;

    TableCalls(Backend backend, TableStreams streams) {
        this.backend = backend;
        this.streams = streams;
    }

    /** Whether such a call excludes all others while it is answered. */
    static boolean changesTables(Call call) {
        return !call.isOfStreams()
                && switch (call.operation()) {
                    case "CreateTable", "UpdateTable", "DeleteTable" -> true;
                    default -> false;
                };
    }

    /** Reconciles the streams with the program. */
    void settle() {
        streams.settle();
    }

    Answer answer(Call call) {
        ObjectNode request = call.json();
        Arns.nameTables(request);
        String table = Call.text(request, "TableName");
        return switch (call.operation()) {
            case "CreateTable" -> enable(call, request, request.path("StreamSpecification"));
            case "UpdateTable" -> update(call, request, table);
            case "DeleteTable" -> disable(call, request, table);
            default -> show(call, backend.send(call.with(request)));
        };
    }

    private Answer update(Call call, ObjectNode request, @Nullable String table) {
        JsonNode specification = request.path("StreamSpecification");
        Optional<KnownStream> enabled = streams.enabled(table);
        if (isEnabled(specification)) {
            if (enabled.isPresent()) {
                throw ApiException.invalid("Table already has an enabled stream: TableName: %s".formatted(table));
            }
            return enable(call, request, specification);
        }
        if (specification.path("StreamEnabled").isBoolean()) {
            if (enabled.isEmpty()) {
                Answer found = backend.send(
                        Call.toDatabase("DescribeTable", Json.object().put("TableName", table)));
                if (!found.isSuccess()) {
                    return found;
                }
                throw ApiException.invalid("Table has no enabled stream: TableName: %s".formatted(table));
            }
            return disable(call, request, table);
        }
        return show(call, backend.send(call.with(request)));
    }

    private Answer enable(Call call, ObjectNode request, JsonNode specification) {
        String viewType = Call.text(specification, "StreamViewType");
        if (!isEnabled(specification) || viewType == null || !KnownStream.VIEW_TYPES.contains(viewType)) {
            return show(call, backend.send(call.with(request)));
        }
        ((ObjectNode) specification).put("StreamViewType", BOTH);
        Answer answer = backend.send(call.with(request));
        if (answer.isSuccess()) {
            streams.enable(answer.json().path("TableDescription"), viewType);
        }
        return show(call, answer);
    }

    private static boolean isEnabled(JsonNode specification) {
        return specification.path("StreamEnabled").asBoolean(false);
    }

    /** Stores the records of the stream before the program deletes them. */
    private Answer disable(Call call, ObjectNode request, @Nullable String table) {
        Optional<KnownStream> disabled = streams.disable(table);
        Answer answer = backend.send(call.with(request));
        if (!answer.isSuccess()) {
            disabled.ifPresent(streams::enableAgain);
        }
        return show(call, answer);
    }

    /** The response with AWS's ARNs, and with the requested stream. */
    private Answer show(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            return answer;
        }
        ObjectNode json = answer.json();
        Arns.show(json, call.region());
        json.properties().stream()
                .map(entry -> entry.getValue())
                .filter(value -> value.path("TableName").isString())
                .forEach(description -> showStream((ObjectNode) description, call.region()));
        return Answer.of(json);
    }

    private void showStream(ObjectNode description, String region) {
        description.remove("StreamSpecification");
        streams.latest(description).ifPresent(stream -> {
            if (stream.isEnabled()) {
                description
                        .putObject("StreamSpecification")
                        .put("StreamEnabled", true)
                        .put("StreamViewType", stream.viewType());
            }
            description.put("LatestStreamArn", stream.arn(region)).put("LatestStreamLabel", stream.label());
        });
    }
}
