package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that the build fetches has an open-source licence. */
class LicencesIntegrationTests {

    /** Each has one of these at least; by many spellings. */
    private static final Pattern OPEN = Pattern.compile(
            ".*(apache|mit\\b|mit-0|mit license|bsd|epl|eclipse (public|distribution) license|edl|mozilla|mpl|isc|blueoak|cc0|0bsd|unlicense|python-2).*");

    /** The licences, each in parentheses, the name, and the coordinates. */
    private static final Pattern LINE =
            Pattern.compile("^ +((?:\\((?:[^()]|\\([^()]*\\))*\\) )+).*\\(([^ ]+:[^ ]+:[^ ]+) - .*\\)$");

    @Test
    void dependenciesHaveOpenLicences() throws IOException {
        List<MatchResult> dependencies = Files.readAllLines(Path.of("target", "licences.txt")).stream()
                .filter(line -> line.startsWith("  "))
                .map(LicencesIntegrationTests::parts)
                .toList();

        assertThat(dependencies).hasSizeGreaterThan(100);
        assertThat(dependencies.stream()
                        .filter(one -> !isOpen(one.group(1)))
                        .map(one -> one.group(2) + " " + one.group(1)))
                .isEmpty();
    }

    private static MatchResult parts(String line) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.toMatchResult();
    }

    private static boolean isOpen(String licences) {
        return OPEN.matcher(licences.toLowerCase(Locale.ROOT)).matches();
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
