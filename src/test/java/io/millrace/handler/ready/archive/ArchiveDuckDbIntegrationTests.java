package io.millrace.handler.ready.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.History;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.testkit.S3Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What DuckDB reads in an archive. Its driver is no dependency: {@code mvn verify} copies it to {@code target/duckdb}, and
 * without it on the class path these tests fail. It reads files, for its extension for S3 has to be downloaded.
 */
@ExtendWith(LocalCredentials.class)
class ArchiveDuckDbIntegrationTests {

    private static final String EXACT = "12345678901234567890123456789012345.678";
    private static final List<DynamodbStreamRecord> HISTORY = History.random(1, 200, 20, Duration.ofMinutes(10));

    @TempDir
    private static Path directory;

    private static Connection duckDb;

    @BeforeAll
    static void archive() throws Exception {
        try (S3Server s3 = S3Server.start()) {
            Archived archived = new Archived(s3, s3.bucket("duckdb"));
            var handler = Archives.handler(s3.endpoint(), archived.bucket());
            List<Change<Item>> changes = Archives.changes(HISTORY);
            handler.handle(changes);
            handler.handle(changes.subList(100, 200)); // some of it twice
            handler.handle(List.of(unusual()));
            archived.copyTo(directory);
        }
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        query("CREATE VIEW changes AS SELECT DISTINCT ON (event_id, sequence_number) *"
                + " FROM read_json('%s/changes/**/*.json.gz', hive_partitioning = true,".formatted(directory)
                + " columns = {event_id: 'VARCHAR', event_name: 'VARCHAR', sequence_number: 'VARCHAR',"
                + " created_at: 'TIMESTAMP', expired: 'BOOLEAN', keys: 'VARCHAR', old_image: 'VARCHAR',"
                + " new_image: 'VARCHAR'})");
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    private static Change<Item> unusual() {
        return Change.of(
                Records.insert()
                        .eventId("unusual")
                        .sequenceNumber("7")
                        .createdAt(Instant.parse("2026-11-20T05:06:07Z"))
                        .key("id", Attributes.s("\"quoted\"\n\u2028 ünusual"))
                        .after("price", Attributes.n(EXACT))
                        .after("whole", Attributes.n("12345678901234567890123456789012345678"))
                        .build(),
                "Game Events");
    }

    @Test
    void readsEachChangeWithItsImages() throws SQLException {
        List<List<String>> rows = query("SELECT event_id, event_name, sequence_number, keys, old_image, new_image,"
                + " strftime(created_at, '%Y-%m-%dT%H:%M:%SZ'), expired FROM changes"
                + " WHERE \"table\" = 'Things' ORDER BY sequence_number::HUGEINT");

        assertThat(rows).hasSize(HISTORY.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(expected(Archives.changes(HISTORY).get(i)));
        }
    }

    private static List<String> expected(Change<Item> change) {
        List<String> row = new ArrayList<>(List.of(
                change.eventId(),
                change.event().name(),
                change.sequenceNumber().text(),
                change.keys().toJson()));
        row.add(change.findOldItem().map(Item::toJson).orElse(null));
        row.add(change.findNewItem().map(Item::toJson).orElse(null));
        row.add(change.approximateCreationTime().orElseThrow().toString());
        row.add("false");
        return row;
    }

    @Test
    void readsPartitionsAsColumns() throws SQLException {
        assertThat(query("SELECT DISTINCT \"table\", date, hour FROM changes WHERE date < '2026-11-21'"))
                .containsExactly(List.of("Game Events", "2026-11-20", "05"));
    }

    @Test
    void readsIntoItems() throws SQLException {
        List<List<String>> rows = query("SELECT new_image->>'kind', count(*) FROM changes"
                + " WHERE event_name <> 'REMOVE' AND \"table\" = 'Things' GROUP BY 1 ORDER BY 1");

        assertThat(rows).extracting(row -> row.get(0)).containsExactly("a", "b", "c");
        assertThat(query("SELECT keys->>'id' FROM changes WHERE event_id = 'unusual'"))
                .containsExactly(List.of("\"quoted\"\n\u2028 ünusual"));
    }

    @Test
    void keepsNumbersExact() throws SQLException {
        List<String> row = query("SELECT regexp_extract(new_image, '\"price\":([^,}]+)', 1)::DECIMAL(38, 3),"
                        + " (new_image->>'whole')::HUGEINT, new_image FROM changes WHERE event_id = 'unusual'")
                .get(0);

        assertThat(row.get(0)).isEqualTo(EXACT);
        assertThat(row.get(1)).isEqualTo("12345678901234567890123456789012345678");
        JsonNode image = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(row.get(2));
        assertThat(image.path("price").decimalValue()).isEqualByComparingTo(EXACT);
    }

    @Test
    void findsTheTypesOfColumnsByItself() throws SQLException {
        assertThat(query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_json('%s/**/*.json.gz'))"
                        .formatted(directory)))
                .containsExactlyInAnyOrder(
                        List.of("event_id", "VARCHAR"),
                        List.of("event_name", "VARCHAR"),
                        List.of("sequence_number", "VARCHAR"),
                        List.of("created_at", "TIMESTAMP"),
                        List.of("expired", "BOOLEAN"),
                        List.of("keys", "VARCHAR"),
                        List.of("old_image", "VARCHAR"),
                        List.of("new_image", "VARCHAR"),
                        List.of("table", "VARCHAR"),
                        List.of("date", "DATE"),
                        List.of("hour", "VARCHAR"));
    }

    private static List<List<String>> query(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement()) {
            if (!statement.execute(sql)) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
