package io.millrace.handler.ready.search;

import io.millrace.handler.ready.search.Answer.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes in the form of the bulk API, and its answer for each. Source: "Bulk API" in the documentation of OpenSearch. */
final class Bulk {

    static final String TARGET = "/_bulk?filter_path=items.*.status,items.*.error.type,items.*.error.reason";

    private static final int MOST_WRITES = 1000;
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** The only part of a reason that may be reported: the rest repeats contents of a document. */
    private static final Pattern FIELD =
            Pattern.compile("(?:field|mapper|mapping for|introduction of) \\[([^]]{1,200})]");

    private final List<Line> lines = new ArrayList<>();
    private int bytes;

    /** A write as it is sent. */
    private record Line(Write write, String text, int bytes) {

        static Line of(Write write, String index) {
            String text = lines(write, index);
            return new Line(write, text, text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** Returns as many calls as the limits require. */
    static List<Bulk> of(List<Write> writes, Function<Write, IndexDefinition> index) {
        List<Bulk> all = new ArrayList<>();
        for (Write write : writes) {
            Line line = Line.of(write, index.apply(write).name());
            Bulk last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last == null || last.lines.size() == MOST_WRITES || last.bytes + line.bytes() > MOST_BYTES) {
                last = new Bulk();
                all.add(last);
            }
            last.add(line);
        }
        return all;
    }

    /** Returns two calls of half the writes, in order, for a call of several writes. */
    List<Bulk> halves() {
        Bulk first = new Bulk();
        Bulk second = new Bulk();
        lines.forEach(line -> (first.lines.size() < lines.size() / 2 ? first : second).add(line));
        return List.of(first, second);
    }

    private void add(Line line) {
        lines.add(line);
        bytes += line.bytes();
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
        return lines.stream().map(Line::text).collect(Collectors.joining());
    }

    int bytes() {
        return bytes;
    }

    List<Write> writes() {
        return lines.stream().map(Line::write).toList();
    }

    /** Returns the answer for a write. */
    static Answer answer(JsonNode item, Write write) {
        JsonNode result = item.path(write.action());
        int status = result.path("status").asInt(0);
        String type = result.path("error").path("type").asString("no reason");
        if (status >= 200 && status < 300) {
            return Answer.DONE;
        }
        if (status == CONFLICT || status == NOT_FOUND) {
            return Answer.not(Outcome.CONFLICT, "other writers keep changing the document: " + type);
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
