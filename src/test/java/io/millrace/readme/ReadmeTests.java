package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.MillraceApplication;
import io.millrace.readme.Readme.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the README says without a server being asked. */
class ReadmeTests {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "millrace");

    /** Commands, and the test that runs them; what is not here is run by {@link ReadmeIntegrationTests}. */
    private static final List<String> CHECKED_ELSEWHERE = List.of(
            "mvn spring-boot:run", // NewcomerIntegrationTests
            "java -jar target/millrace-0.1.0-SNAPSHOT-exec.jar", // PackagingIntegrationTests
            "mvn -Pjmh ", // below
            "mvn verify -Dit.test=FaultInjectionIntegrationTests", // it is one
            "mvn verify -Dit.test=LocalLoopIntegrationTests", // it is one
            "aws lambda ", // below
            "aws dynamodb ", // ReadmeIdempotencyIntegrationTests, ReadmeTablesIntegrationTests,
            // ShowcaseIntegrationTests
            "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb put-item ", // ReadmeLocalIntegrationTests
            "aws sqs ", // ShowcaseIntegrationTests, as the next three
            "mvn -f src/test/servers/opensearch",
            "npm --prefix src/test/servers start",
            "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local mvn -Pshowcase spring-boot:run",
            "curl "); // ReadmeIntegrationTests

    @TempDir
    Path directory;

    static List<Block> yaml() {
        return Readme.blocks("yaml");
    }

    static List<Block> java() {
        return Readme.blocks("java");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void startsWithTheConfigurationsThatItShows(Block block) throws IOException {
        try (ConfigurableApplicationContext context = start(block.text())) {
            assertThat(context.containsBean("millrace")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("java")
    void showsJavaThatIsCompiled(Block block) throws IOException {
        assertThat(sources()).anyMatch(source -> source.contains(withoutIndentation(block.text())));
    }

    @Test
    void showsTheMistakesAsTheyAreTold() {
        String configuration = Readme.read(Path.of("config/application.yml"))
                .replaceFirst("partition-key", "partition-kye")
                .replace("productUpdated", "productUpdatd");
        String shown = Readme.blocks("text").stream()
                .map(Block::text)
                .filter(text -> text.contains("partition-kye"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> start(configuration))
                .rootCause()
                .hasMessageContainingAll(shown.lines()
                        .map(line -> line.replaceFirst(".*?:\\d+: ", ""))
                        .toArray(String[]::new));
    }

    @Test
    void namesNoCommandThatNoTestChecks() {
        assertThat(Readme.commands())
                .allMatch(command -> CHECKED_ELSEWHERE.stream().anyMatch(command::startsWith));
    }

    @Test
    void namesBenchmarksThatAreThere() {
        assertThat(Readme.commands().stream().filter(command -> command.contains("-Pjmh")))
                .hasSize(9)
                .allMatch(command -> command.contains(" exec:exec \"-Dbench="));
        assertThat(matches("-Dbench=(?:org\\.openjdk\\.jmh\\.Main )?([\\w.]+)"))
                .allSatisfy(name -> assertThat(benchmark(name)).exists());
    }

    private static Path benchmark(String name) {
        String type = name.contains(".") ? name : "io.millrace.bench." + name;
        return Path.of("src", "jmh", "java", type.replace('.', '/') + ".java");
    }

    @Test
    void namesTheHandlerThatLambdaCalls() throws ClassNotFoundException {
        List<String> handlers = matches("--handler ([\\w.:]+)");
        assertThat(handlers).hasSize(1);
        String[] parts = handlers.get(0).split("::");
        assertThat(Class.forName(parts[0]).getMethods())
                .anyMatch(method -> method.getName().equals(parts[1]));
    }

    @Test
    void namesTheVersionOfThePom() {
        String version = Readme.read(Path.of("pom.xml"))
                .replaceAll("(?s).*<artifactId>millrace</artifactId>\\s*<version>([^<]+).*", "$1");
        assertThat(matches("target/millrace-(.*?)-(?:exec|lambda)")).containsOnly(version);
        assertThat(Readme.blocks("xml").get(0).text())
                .contains("<version>" + version + "</version>", "<version>" + pom("picocli.version") + "</version>");
    }

    private static String pom(String property) {
        return Readme.read(Path.of("pom.xml")).replaceAll("(?s).*<%1$s>([^<]+)</%1$s>.*".formatted(property), "$1");
    }

    /** Sentences such as: `A` and `B` are in the package `p`. */
    @Test
    void namesThePackagesOfTypes() {
        List<MatchResult> sentences = Pattern.compile(
                        "((?:`\\w+`(?:, | and ))*`\\w+`) (?:is|are) in the package `([\\w.]+)`")
                .matcher(Readme.text())
                .results()
                .toList();
        assertThat(sentences).hasSizeGreaterThan(4);
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(sentence.group(1).split("\\W+"))
                        .filteredOn(name -> !name.isEmpty() && !name.equals("and"))
                        .allSatisfy(name -> assertThatCode(() -> Class.forName(sentence.group(2) + "." + name))
                                .doesNotThrowAnyException()));
    }

    static List<Path> files() {
        return Readme.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void linksToWhatIsThere(Path file) {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Pattern.compile("\\]\\(((?!https?:)[^)#]*)(?:#([^)]+))?\\)")
                .matcher(Readme.read(file))
                .results()
                .forEach(link -> {
                    Path target = link.group(1).isEmpty() ? file : directory.resolve(link.group(1));
                    assertThat(target).exists();
                    if (link.group(2) != null) {
                        assertThat(headings(target)).contains(link.group(2));
                    }
                });
    }

    private static List<String> headings(Path file) {
        return Readme.read(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }

    @Test
    void findsEachPageFromItsFace() {
        String face = Readme.read(Path.of("README.md"));

        assertThat(face.lines()).hasSizeLessThanOrEqualTo(250);
        String handlers = Readme.read(Path.of("src", "docs", "ready.md")).replace("](", "](src/docs/");
        assertThat(Readme.files().stream().skip(1)).allSatisfy(page -> assertThat(face + handlers)
                .contains("](%s".formatted(page.toString().replace('\\', '/'))));
    }

    private static List<String> matches(String pattern) {
        return Pattern.compile(pattern)
                .matcher(Readme.text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("src/main/java/io/millrace/example")),
                Files.walk(Path.of("src/test/java/io/millrace/readme")))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Readme::read)
                    .map(ReadmeTests::withoutIndentation)
                    .collect(Collectors.toList());
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private ConfigurableApplicationContext start(String configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), configuration);
        return new SpringApplicationBuilder(MillraceApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.location=" + file,
                        "--PARTNER_TOKEN=token",
                        "--PARTNER_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void mapsThePackagesThatThereAre() throws IOException {
        String map = Readme.read(Path.of("src", "docs", "code.md"));
        Set<String> mapped = Pattern.compile("(?m)^\\| (`[a-z.`, ]+`) \\|")
                .matcher(map)
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .collect(Collectors.toSet());

        assertThat(mapped).allMatch(name -> Files.isDirectory(SOURCES.resolve(name.replace('.', '/'))));
        try (Stream<Path> packages = Files.list(SOURCES)) {
            assertThat(mapped)
                    .containsAll(packages.filter(Files::isDirectory)
                            .map(one -> one.getFileName().toString())
                            .toList());
        }
    }
}
