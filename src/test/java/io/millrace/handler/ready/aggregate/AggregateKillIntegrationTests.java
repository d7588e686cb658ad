package io.millrace.handler.ready.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.aws.ExpiringTable;
import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the midst of a batch, several times, and each time begins with the first change again. */
class AggregateKillIntegrationTests {

    @TempDir
    Path directory;

    @Test
    void countsOnceWhateverIsKilled() throws Exception {
        try (ViewTables tables = new ViewTables()) {
            String table = tables.create();
            String markers = "markers-of-" + table;
            new ExpiringTable(markers).create(tables.client());
            for (int kills = 1; kills <= 3; kills++) {
                int counted = 150 * kills;
                try (ServerProcess process = start(tables, table, "killed-" + kills)) {
                    await().atMost(Duration.ofSeconds(120))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> tables.markers(markers) >= counted);
                    assertThat(process.output()).doesNotContain("Exception");
                }
                assertThat(tables.markers(markers)).isBetween((long) counted, KilledDelivery.HISTORY.size() - 1L);
            }
            try (ServerProcess process = start(tables, table, "last")) {
                assertThat(process.awaitEnd()).as(process.output()).isZero();
            }
            assertThat(tables.markers(markers)).isEqualTo(KilledDelivery.HISTORY.size());
            assertThat(tables.view(table)).isEqualTo(Fold.byKind(KilledDelivery.HISTORY));
        }
    }

    private ServerProcess start(ViewTables tables, String table, String name) throws IOException {
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return ServerProcess.start(
                directory,
                directory.resolve(name + ".log"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        libraries,
                        KilledDelivery.class.getName(),
                        directory.toString(),
                        table,
                        tables.database().endpoint().toString()));
    }
}
