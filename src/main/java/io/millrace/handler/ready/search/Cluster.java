package io.millrace.handler.ready.search;

import io.millrace.handler.ready.search.Answer.Outcome;
import io.millrace.handler.ready.search.Stored.Both;
import io.millrace.handler.ready.search.Write.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two indexes. Each is created when it is found missing. Reads and writes return an answer for each document. Any thread
 * may call.
 */
final class Cluster implements AutoCloseable {

    private static final int MOST_READS = 500;
    private static final int TAKEN_BY_ALL = 64 * 1024;
    private static final Pattern CUT_OFF =
            Pattern.compile("(?i)writing request body|broken pipe|connection reset|connection or outbound has closed");
    private static final String READ = "/_mget?filter_path=docs._index,docs.found,docs._seq_no,docs._primary_term,"
            + "docs._source,docs.error.type";
    private static final String NO_INDEX = "index_not_found_exception";

    private final Calls calls;
    private final VersionField field;
    private final IndexDefinition documents;
    private final IndexDefinition tombstones;

    Cluster(Calls calls, VersionField field, IndexDefinition documents, IndexDefinition tombstones) {
        this.calls = calls;
        this.field = field;
        this.documents = documents;
        this.tombstones = tombstones;
    }

    /** Returns the name of the documents' index. */
    String index() {
        return documents.name();
    }

    /** Reads what is stored under these ids now, which a search may not find yet. */
    Map<String, Answer> read(List<String> ids) throws InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        Deque<List<String>> left = parts(ids);
        while (!left.isEmpty()) {
            List<String> some = left.remove();
            try {
                readInto(answers, some);
            } catch (IOException e) {
                if (isTooLarge(e) && some.size() > 1) {
                    left.addFirst(some.subList(some.size() / 2, some.size()));
                    left.addFirst(some.subList(0, some.size() / 2));
                } else if (isAway(e)) {
                    ids.forEach(id -> answers.putIfAbsent(id, Answer.failed(e)));
                    break;
                } else {
                    some.forEach(id -> answers.put(id, Answer.failed(e)));
                }
            }
        }
        return answers;
    }

    private static Deque<List<String>> parts(List<String> ids) {
        Deque<List<String>> parts = new ArrayDeque<>();
        for (int from = 0; from < ids.size(); from += MOST_READS) {
            parts.add(ids.subList(from, Math.min(ids.size(), from + MOST_READS)));
        }
        return parts;
    }

    /** Whether a failure is independent of the content, so that all other calls would wait as long. */
    private static boolean isAway(IOException failure) {
        return !(failure instanceof CallFailedException answered) || answered.again();
    }

    private void readInto(Map<String, Answer> answers, List<String> ids) throws IOException, InterruptedException {
        JsonNode found = find(ids);
        if (create(missing(found))) {
            found = find(ids);
        }
        for (int i = 0; i < ids.size(); i++) {
            answers.put(ids.get(i), answer(found.path(2 * i), found.path(2 * i + 1)));
        }
    }

    /** Reads the document and the tombstone of each id. */
    private JsonNode find(List<String> ids) throws IOException, InterruptedException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode docs = body.putArray("docs");
        for (String id : ids) {
            for (IndexDefinition index : List.of(documents, tombstones)) {
                docs.addObject()
                        .put("_index", index.name())
                        .put("_id", id)
                        .putArray("_source")
                        .add(field.name());
            }
        }
        return answers(calls.call(SdkHttpMethod.POST, READ, body.toString()), "docs", docs.size());
    }

    private static JsonNode answers(JsonNode answer, String name, int expected) throws IOException {
        JsonNode answers = answer.path(name);
        if (answers.size() != expected) {
            throw new IOException("the cluster answered for %d of %d documents".formatted(answers.size(), expected));
        }
        return answers;
    }

    private Set<IndexDefinition> missing(JsonNode found) {
        Set<IndexDefinition> missing = new LinkedHashSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.path(i).path("error").path("type").asString("").equals(NO_INDEX)) {
                missing.add(i % 2 == 0 ? documents : tombstones);
            }
        }
        return missing;
    }

    private boolean create(Set<IndexDefinition> missing) throws IOException, InterruptedException {
        for (IndexDefinition index : missing) {
            try {
                calls.call(SdkHttpMethod.PUT, index.target(), index.body());
            } catch (CallFailedException e) {
                if (!e.isOf("resource_already_exists_exception")) {
                    throw e;
                }
            }
        }
        return !missing.isEmpty();
    }

    private Answer answer(JsonNode document, JsonNode tombstone) {
        for (JsonNode found : List.of(document, tombstone)) {
            if (found.has("error")) {
                String type = found.path("error").path("type").asString("");
                return Answer.not(Outcome.LATER, "the cluster could not read the document: " + type);
            }
        }
        return Answer.read(new Both(stored(document), stored(tombstone)));
    }

    private @Nullable Stored stored(JsonNode found) {
        if (!found.path("found").asBoolean(false)) {
            return null;
        }
        return new Stored(
                field.in(found.path("_source")),
                found.path("_seq_no").asLong(),
                found.path("_primary_term").asLong());
    }

    /** Makes writes. Returns the answers by id. */
    Map<String, Answer> write(List<Write> writes) throws InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        Deque<Bulk> left =
                new ArrayDeque<>(Bulk.of(writes, write -> write.kind() == Kind.DOCUMENT ? documents : tombstones));
        while (!left.isEmpty()) {
            Bulk bulk = left.remove();
            try {
                answers.putAll(answers(bulk));
            } catch (IOException e) {
                if ((isTooLarge(e) || isCutOff(e, bulk)) && bulk.writes().size() > 1) {
                    List<Bulk> halves = bulk.halves();
                    left.addFirst(halves.get(1));
                    left.addFirst(halves.get(0));
                } else if (isAway(e)) {
                    writes.forEach(write -> answers.putIfAbsent(write.id(), Answer.failed(e)));
                    break;
                } else {
                    bulk.writes().forEach(write -> answers.put(write.id(), answer(e, bulk)));
                }
            }
        }
        return answers;
    }

    private Map<String, Answer> answers(Bulk bulk) throws IOException, InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        List<Write> writes = bulk.writes();
        JsonNode items = answers(calls.call(SdkHttpMethod.POST, Bulk.TARGET, bulk.body()), "items", writes.size());
        for (int i = 0; i < writes.size(); i++) {
            answers.put(writes.get(i).id(), Bulk.answer(items.path(i), writes.get(i)));
        }
        return answers;
    }

    /** A document that is too large even in a call of its own will always be. */
    private static Answer answer(IOException failure, Bulk bulk) {
        return isTooLarge(failure)
                ? Answer.not(
                        Outcome.REFUSED,
                        "the cluster accepts no document of %d bytes: %s".formatted(bulk.bytes(), failure.getMessage()))
                : Answer.failed(failure);
    }

    /** A server that accepts no large calls may close the connection while one is sent, so that its answer is lost. */
    private static boolean isCutOff(IOException failure, Bulk bulk) {
        return bulk.bytes() > TAKEN_BY_ALL
                && CUT_OFF.matcher(String.valueOf(failure.getMessage())).find();
    }

    private static boolean isTooLarge(IOException failure) {
        return failure instanceof CallFailedException answered && answered.tooLarge();
    }

    @Override
    public void close() {
        calls.close();
    }
}
