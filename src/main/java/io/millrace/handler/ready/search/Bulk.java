package io.millrace.handler.ready.search;

import io.millrace.handler.ready.search.Answer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes as the bulk API takes them, and its answer for each. Source: "Bulk API" in the documentation of OpenSearch. */
final class Bulk {

    static final String TARGET = "/_bulk?filter_path=items.*.status,items.*.error.type,items.*.error.reason";

    private static final int MOST_WRITES = 1000;
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** Of a reason only this may be told: the rest repeats what is in a document. */
    private static final Pattern FIELD =
            Pattern.compile("(?:field|mapper|mapping for|introduction of) \\[([^]]{1,200})]");

    private final List<Write> writes = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int bytes;

    /** As many calls as the limits need. */
    static List<Bulk> of(List<Write> writes, Function<Write, IndexDefinition> index) {
        List<Bulk> all = new ArrayList<>();
        for (Write write : writes) {
            String lines = lines(write, index.apply(write).name());
            int size = lines.getBytes(StandardCharsets.UTF_8).length;
            Bulk last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last == null || last.writes.size() == MOST_WRITES || last.bytes + size > MOST_BYTES) {
                last = new Bulk();
                all.add(last);
            }
            last.add(write, lines, size);
        }
        return all;
    }

    private void add(Write write, String lines, int size) {
        writes.add(write);
        body.append(lines);
        bytes += size;
    }

    private static String lines(Write write, String index) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        ObjectNode action = line.putObject(write.action()).put("_index", index).put("_id", write.id());
        Stored replaced = write.replaced();
        if (replaced != null) {
            action.put("if_seq_no", replaced.seqNo()).put("if_primary_term", replaced.primaryTerm());
        }
        return write.content() == null ? line + "\n" : line + "\n" + write.content() + "\n";
    }

    String body() {
        return body.toString();
    }

    List<Write> writes() {
        return writes;
    }

    /** The answer for a write. */
    static Answer answer(JsonNode item, Write write) {
        JsonNode result = item.path(write.action());
        int status = result.path("status").asInt(0);
        String type = result.path("error").path("type").asString("no reason");
        if (status >= 200 && status < 300) {
            return Answer.DONE;
        }
        if (status == CONFLICT || status == NOT_FOUND) {
            return Answer.not(Outcome.CONFLICT, "others write the document all the time: " + type);
        }
        if (status == 0 || CallFailedException.again(status)) {
            return Answer.not(Outcome.LATER, "the cluster answered %d %s for the document".formatted(status, type));
        }
        return Answer.not(
                Outcome.REFUSED, "the index refused the document: %d %s%s".formatted(status, type, field(result)));
    }

    private static String field(JsonNode result) {
        Matcher field = FIELD.matcher(result.path("error").path("reason").asString(""));
        return field.find() ? ", field '%s'".formatted(field.group(1)) : "";
    }
}
