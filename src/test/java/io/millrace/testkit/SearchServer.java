package io.millrace.testkit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real OpenSearch or Elasticsearch in a process of its own, on a free port of the loopback interface. Its class path, which
 * can't be ours, is what Maven makes of a pom of its own. Any thread may use it.
 */
public final class SearchServer implements AutoCloseable {

    /** Reads numbers as they are. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Path SERVERS = Path.of("src", "test", "servers");
    private static final Path TARGET = Path.of("target", "servers");

    private final HttpClient client = HttpFront.client();
    private final Process process;
    private final Path output;
    private final URI endpoint;

    /** Which server. */
    public enum Product {
        OPENSEARCH_2("opensearch", "-Dopensearch-runner.version=2.19.1.0"),
        OPENSEARCH_3("opensearch", "-Dopensearch-runner.version=3.8.0.0"),
        ELASTICSEARCH_8("elasticsearch", "-B");

        private final String directory;
        private final String version;

        Product(String directory, String version) {
            this.directory = directory;
            this.version = version;
        }
    }

    private static final Map<Product, SearchServer> SHARED = new EnumMap<>(Product.class);

    private SearchServer(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts an empty one. */
    public static SearchServer start(Product product) {
        return start(product, List.of());
    }

    /** Starts an empty one that does not grow fast, but begins so. */
    public static SearchServer quick(Product product) {
        return start(product, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }

    /** One for all tests of this process. It ends with it. */
    public static synchronized SearchServer shared(Product product) {
        return SHARED.computeIfAbsent(product, missing -> {
            SearchServer server = quick(product);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        });
    }

    private static synchronized SearchServer start(Product product, List<String> options) {
        try {
            int port = freePort();
            Path output = Files.createDirectories(TARGET).resolve("%s-%d.output".formatted(product, port));
            List<String> classPath = BuildLock.hold(TARGET, () -> classPath(product));
            SearchServer server = new SearchServer(fork(product, options, classPath, port, output), output, port);
            server.awaitStart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process fork(Product product, List<String> options, List<String> classPath, int port, Path output)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(bin(System.getProperty("java.home"), "java"), "-Xmx512m"));
        command.addAll(options);
        command.add("-cp");
        command.add(join(classPath.stream().filter(jar -> !isModule(product, jar))));
        command.add(SERVERS.resolve(product.directory).resolve("Server.java").toString());
        command.addAll(
                List.of(String.valueOf(port), TARGET.resolve(product.directory).toString()));
        command.add(join(classPath.stream().filter(jar -> isModule(product, jar))));
        return start(command, output);
    }

    private static boolean isModule(Product product, String jar) {
        return product == Product.ELASTICSEARCH_8 && new File(jar).getName().contains("netty");
    }

    private static String join(Stream<String> jars) {
        return String.join(File.pathSeparator, jars.toList());
    }

    private static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** Asks Maven, where it has not been asked since the pom was last changed. */
    private static List<String> classPath(Product product) throws IOException {
        Path pom = SERVERS.resolve(product.directory).resolve("pom.xml");
        Path file = Files.createDirectories(TARGET).resolve(product + ".classpath");
        boolean fresh =
                Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(pom)) > 0;
        if (!fresh && !resolve(product, pom, file, "-o") && !resolve(product, pom, file, "-q")) {
            throw new IllegalStateException("Maven finds no class path for %s. It wrote:%n%s"
                    .formatted(product, Files.readString(TARGET.resolve(product + ".maven"))));
        }
        return List.of(Files.readString(file).split(File.pathSeparator));
    }

    private static boolean resolve(Product product, Path pom, Path file, String option) throws IOException {
        String home = System.getProperty("maven.home");
        List<String> command = new ArrayList<>(List.of(home == null ? "mvn" : bin(home, "mvn")));
        command.addAll(List.of("-B", option, "-f", pom.toString(), product.version, "dependency:build-classpath"));
        command.add("-Dmdep.outputFile=" + file.toAbsolutePath());
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        Process maven = start(command, TARGET.resolve(product + ".maven"));
        return maven.onExit().orTimeout(10, TimeUnit.MINUTES).join().exitValue() == 0;
    }

    private static String bin(String home, String program) {
        boolean script = program.equals("mvn") && File.separatorChar == '\\';
        return Path.of(home, "bin", script ? program + ".cmd" : program).toString();
    }

    private void awaitStart() throws IOException {
        await("an answer of the server")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    return !process.isAlive() || answers();
                });
        if (!process.isAlive()) {
            throw new IllegalStateException("The server has ended. It wrote:%n%s".formatted(Files.readString(output)));
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint.resolve("/nothing/_doc/1")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 404;
        } catch (IOException e) {
            return false;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Makes a call and returns its answer, whatever its status. */
    public JsonNode call(String method, String target, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(target))
                    .header("Content-Type", target.startsWith("/_bulk") ? "application/x-ndjson" : "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All documents of an index, at most 10,000, each with its id. */
    public List<JsonNode> documents(String index) {
        String path = URLEncoder.encode(index, StandardCharsets.UTF_8);
        call("POST", "/%s/_refresh".formatted(path), "");
        JsonNode found = call("POST", "/%s/_search?size=10000".formatted(path), "{}");
        return found.path("hits").path("hits").valueStream().toList();
    }

    /** Ends the process. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        delete("opensearch");
        delete("elasticsearch");
    }

    private void delete(String directory) {
        FileSystemUtils.deleteRecursively(
                TARGET.resolve(directory).resolve("data-" + process.pid()).toFile());
    }
}
