package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.LicenceList.Licensed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that the build fetches has an open-source licence. */
class LicencesIntegrationTests {

    /** Each artifact has one of these at least; by many spellings. */
    private static final Pattern OPEN = Pattern.compile(
            ".*(apache|mit\\b|mit-0|mit license|bsd|epl|eclipse (public|distribution) license|edl|mozilla|mpl|isc|blueoak|cc0|0bsd|unlicense|python-2).*");

    /** A server of tests, and tools: used as they are, and in no artifact. */
    private static final Map<String, String> TOOLS = Map.of(
            "org.elasticsearch", "affero",
            "org.codehaus.mojo:license-maven-plugin:", "lesser general public license",
            "org.nuiton.processor:", "lgpl",
            "org.openjdk.jmh:", "classpath exception",
            "io.github.eisop:dataflow-errorprone:", "classpath exception",
            "org.checkerframework:dataflow-nullaway:", "classpath exception",
            "org.tukaani:xz:", "public domain",
            "org.codehaus.plexus:plexus-i18n:", "unknown"); // its sources say Apache-2.0

    @Test
    void dependenciesHaveOpenLicences() throws IOException {
        List<Licensed> dependencies = LicenceList.read(Path.of("target", "licences.txt"));

        assertThat(dependencies).hasSizeGreaterThan(100);
        assertThat(dependencies.stream().filter(one -> !isOpen(one.licences()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"elasticsearch", "opensearch"})
    void serversOfTestsHaveOpenLicences(String server) throws Exception {
        List<Licensed> artifacts = LicenceList.of(Path.of("src", "test", "servers", server, "pom.xml"));

        assertThat(artifacts).hasSizeGreaterThan(40);
        assertThat(artifacts.stream().filter(one -> !isOpen(one))).isEmpty();
    }

    @Test
    void pluginsAndWhatProfilesAddHaveOpenLicences() throws Exception {
        List<Licensed> artifacts = LicenceList.of(LicenceList.allOfPom());

        assertThat(artifacts)
                .anyMatch(one -> one.coordinates().startsWith("com.microsoft.playwright:driver-bundle:"))
                .anyMatch(one -> one.coordinates().startsWith("org.codehaus.mojo:license-maven-plugin:"))
                .anyMatch(one -> one.coordinates().startsWith("org.openjdk.jmh:jmh-generator-annprocess:"));
        assertThat(artifacts.stream().filter(one -> !isOpen(one))).isEmpty();
    }

    private static boolean isOpen(Licensed artifact) {
        return isOpen(artifact.licences()) || isTool(artifact);
    }

    private static boolean isOpen(String licences) {
        return OPEN.matcher(licences.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isTool(Licensed artifact) {
        return TOOLS.entrySet().stream()
                .anyMatch(tool -> artifact.coordinates().startsWith(tool.getKey())
                        && artifact.licences().toLowerCase(Locale.ROOT).contains(tool.getValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/test/servers/package-lock.json", "src/main/npm/linux-x64/package-lock.json"})
    void packagesOfNpmHaveOpenLicences(String lock) throws IOException {
        JsonNode packages =
                JsonMapper.shared().readTree(Files.readAllBytes(Path.of(lock))).path("packages");

        assertThat(packages.properties().stream()
                        .filter(one -> !one.getKey().isEmpty())
                        .filter(one -> !isOpen(one.getValue().path("license").asString("")))
                        .map(one -> one.getKey()))
                .isEmpty();
    }
}
