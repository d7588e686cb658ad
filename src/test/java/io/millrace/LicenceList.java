package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The licences of artifacts, as MojoHaus's plugin for Maven lists them. */
final class LicenceList {

    /**
     * An artifact.
     *
     * @param licences each in parentheses; it is had under any one of them
     * @param coordinates group, artifact and version
     */
    record Licensed(String licences, String coordinates) {}

    private static final Pattern LINE =
            Pattern.compile("^ +((?:\\((?:[^()]|\\([^()]*\\))*\\) )+).*\\(([^ ]+:[^ ]+:[^ ]+) - .*\\)$");
    private static final Pattern ARTIFACT = Pattern.compile(
            "<(dependency|path|artifactItem|plugin)>\\s*(<groupId>[^<]*</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>[^<]*</version>)(?!\\s*<type>pom)");

    /** What a dependency brings is among the project's own dependencies, save what these exclude. */
    private static final String ALONE =
            "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";

    private static final Path DIRECTORY = Path.of("target", "licences");

    private LicenceList() {}

    static List<Licensed> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("  "))
                .map(LicenceList::parts)
                .map(parts -> new Licensed(parts.group(1), parts.group(2)))
                .toList();
    }

    private static MatchResult parts(String line) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.toMatchResult();
    }

    /** Those of all that a pom depends on. */
    static List<Licensed> of(Path pom) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(DIRECTORY.resolve(
                Objects.requireNonNull(pom.toAbsolutePath().getParent()).getFileName()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "org.codehaus.mojo:license-maven-plugin:%s:add-third-party"
                        .formatted(property("license-plugin.version")),
                "-Dlicense.acceptPomPackaging=true",
                "-Dlicense.outputDirectory=" + directory.toAbsolutePath()));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        Path output = directory.resolve("maven.output");
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(maven.waitFor()).as(() -> output.toString()).isZero();
        return read(directory.resolve("THIRD-PARTY.txt"));
    }

    private static String property(String name) throws IOException {
        Matcher value = Pattern.compile("<%1$s>(.*)</%1$s>".formatted(Pattern.quote(name)))
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    /** A pom of all that the project's own gives a version: plugins, their dependencies, profiles and files that are copied, too. */
    static Path allOfPom() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String artifacts = ARTIFACT.matcher(pom)
                .results()
                .map(found -> "<dependency>%s%s</dependency>"
                        .formatted(found.group(2), found.group(1).equals("dependency") ? ALONE : ""))
                .distinct()
                .reduce("", String::concat);
        Path copy = Files.createDirectories(DIRECTORY.resolve("all")).resolve("pom.xml");
        Files.writeString(
                copy,
                Stream.of(
                                "<project><modelVersion>4.0.0</modelVersion>",
                                part(pom, "parent"),
                                "<groupId>io.millrace</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>",
                                part(pom, "properties"),
                                part(pom, "dependencyManagement"),
                                "<dependencies>%s</dependencies></project>".formatted(artifacts))
                        .reduce("", String::concat));
        return copy;
    }

    private static String part(String pom, String element) {
        int from = pom.indexOf("<%s>".formatted(element));
        String end = "</%s>".formatted(element);
        return pom.substring(from, pom.indexOf(end, from) + end.length());
    }
}
