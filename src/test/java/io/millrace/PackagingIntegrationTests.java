package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class PackagingIntegrationTests {

    private static final String VERSION = System.getProperty("millrace.version");
    private static final Path LIBRARY = artifact(".jar");
    private static final Path EXECUTABLE = artifact("-exec.jar");
    private static final Path ZIP = artifact("-lambda.zip");

    @TempDir
    private Path directory;

    @Test
    void keepsExamplesAndConfigurationOutOfTheLibrary() throws IOException {
        assertThat(entries(LIBRARY))
                .contains("io/millrace/function/EntryFunction.class", "META-INF/spring-configuration-metadata.json")
                .noneMatch(entry -> entry.startsWith("io/millrace/example"))
                .noneMatch(entry -> entry.startsWith("io/millrace/MillraceApplication"))
                .noneMatch(entry -> entry.matches(".*application[^/]*\\.(yml|yaml|properties)"));
    }

    @Test
    void namesNoMainClassThatTheLibraryLacks() throws IOException {
        try (JarFile library = new JarFile(LIBRARY.toFile())) {
            assertThat(library.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isNull();
            assertThat(library.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(VERSION);
        }
    }

    @Test
    void laysTheZipOutForLambda() throws IOException {
        assertThat(entries(ZIP))
                .contains("config/application.yml", "io/millrace/MillraceApplication.class")
                .anyMatch(entry -> entry.startsWith("lib/spring-cloud-function-adapter-aws-"));
        assertThat(Files.size(ZIP)).isLessThan(23_000_000);
    }

    @Test
    void keepsServersAndTheirClientsOutOfTheZip() throws IOException {
        assertThat(entries(ZIP))
                .noneMatch(entry -> entry.startsWith("io/millrace/local/"))
                .noneMatch(
                        entry -> entry.matches(
                                "(?i)lib/.*(tomcat|spring-web|webmvc|webflux|netty|apache|httpclient|httpcore|dynamodb-enhanced).*"));
    }

    /** Profiles put them in. */
    @Test
    void keepsWhatOnlySomeHandlersNeedOutOfTheZip() throws IOException {
        assertThat(entries(ZIP))
                .anyMatch(entry -> entry.matches("lib/sqs-.*"))
                .noneMatch(
                        entry -> entry.matches(
                                "(?i)lib/(s3|sns|eventbridge|firehose|kinesis|sesv2|jmustache|spring-context-support|spring-boot-mail|spring-boot-starter-mail)-[0-9].*"))
                .noneMatch(
                        entry -> entry.matches(
                                "(?i)lib/.*(cbor|xml-protocol|query-protocol|arns|crt-core|jakarta\\.mail|angus|activation).*"));
    }

    /** It is fetched by whoever runs the build. */
    @Test
    void keepsTheLocalDatabaseOutOfAllThatIsBuilt() throws IOException {
        for (Path artifact : List.of(LIBRARY, EXECUTABLE, ZIP)) {
            assertThat(entries(artifact)).noneMatch(entry -> entry.matches("(?i).*/dynoxide(\\.exe)?"));
        }
    }

    @Test
    void runsAsAnExecutableJar() throws Exception {
        FileSystemUtils.copyRecursively(Path.of("config"), directory.resolve("config"));
        FileSystemUtils.copyRecursively(Path.of("events"), directory.resolve("events"));

        try (ServerProcess server = start()) {
            String output = server.awaitOutput("what Lambda would answer");
            assertThat(output.replace("\r\n", "\n")).contains("""
                      products (table 'Products')
                        added    INSERT, partition-key '123'  ->  productAdded
                        updated  MODIFY, partition-key '123'  ->  productUpdated
                        removed  REMOVE, partition-key '123'  ->  productRemoved
                      game-events (table 'Game Events')
                    """).contains("""
                    Try
                      curl --json @events/products-insert.json localhost:%1$d/products    the outcome in table 'products'
                      curl --json @events/products-insert.json localhost:%1$d/millrace    what Lambda would answer
                    """.formatted(server.port()));

            HttpResponse<String> response = server.post("millrace", Path.of("events", "products-insert.json"));

            assertThat(response.body()).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(server.output()).contains("New product added: {");
        }
    }

    @Test
    void startsWithoutAConfiguration() throws IOException {
        try (ServerProcess server = start()) {
            String output = server.awaitOutput("there is nothing to handle");

            assertThat(output)
                    .contains("No tables are configured under millrace.tables, so there is nothing to handle.");
            assertThat(server.port()).isPositive();
        }
    }

    private ServerProcess start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-jar", EXECUTABLE.toAbsolutePath().toString(), "--server.port=0");
        return ServerProcess.start(directory, directory.resolve("output"), command);
    }

    private static List<String> entries(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Path artifact(String end) {
        return Path.of("target", "millrace-" + VERSION + end);
    }
}
