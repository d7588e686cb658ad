package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What the Lambda zip is built without, and the profiles that put it in. */
class LambdaProfilesTests {

    private static final Pattern SCOPE = Pattern.compile("<([a-z0-9]+)\\.scope>provided</");
    private static final Pattern PUT_IN = Pattern.compile("<([a-z0-9]+)\\.scope>compile</");
    private static final Pattern OF_DEPENDENCY = Pattern.compile("<scope>\\$\\{([a-z0-9]+)\\.scope}</scope>");
    private static final Pattern NOT_AHEAD = Pattern.compile("<aot\\.without\\.([a-z0-9]+)>(?!none)");
    private static final Pattern AHEAD = Pattern.compile("<aot\\.without\\.([a-z0-9]+)>none<");
    private static final Pattern EXCLUDED = Pattern.compile("<exclude>[^<]*\\$\\{aot\\.without\\.([^}]+)}</exclude>");
    private static final Pattern PROFILE = Pattern.compile("<profile>(.+?)</profile>", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("<id>([a-z0-9]+)</id>");
    private static final Pattern OPTION = Pattern.compile("-P(\\S+)");

    private final String pom = read("pom.xml");
    private final String withoutProfiles = pom.substring(0, pom.indexOf("<profiles>\n        <profile>"));
    private final String profiles = pom.substring(withoutProfiles.length());

    @Test
    void putsEachLibraryInByTheProfileOfItsName() {
        List<String> libraries = find(SCOPE, withoutProfiles);

        assertThat(libraries).hasSizeGreaterThan(6);
        assertThat(find(OF_DEPENDENCY, withoutProfiles)).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(find(PUT_IN, profiles)).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(filling()).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(read("src/assembly/lambda.xml")).contains("<scope>runtime</scope>");
    }

    @Test
    void processesAheadOfTimeWhatTheZipHas() {
        List<String> libraries = find(NOT_AHEAD, withoutProfiles);

        assertThat(libraries).hasSizeGreaterThan(5);
        assertThat(find(EXCLUDED, profiles)).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(find(AHEAD, profiles)).containsExactlyInAnyOrderElementsOf(libraries);
    }

    @Test
    void hasTheProfilesThatItTellsOf() throws IOException {
        Properties libraries = new Properties();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:io/millrace/handler/**/libraries.properties")) {
            PropertiesLoaderUtils.fillProperties(libraries, file);
        }
        List<String> told = find(OPTION, libraries.values().toString().replaceAll("[,\\]]", " "));

        assertThat(told).hasSizeGreaterThan(3).isSubsetOf(filling());
    }

    /** The profiles that put something in. */
    private Set<String> filling() {
        Set<String> ids = new HashSet<>();
        for (String profile : find(PROFILE, profiles)) {
            find(PUT_IN, profile).forEach(name -> assertThat(find(ID, profile)).containsExactly(name));
            ids.addAll(find(PUT_IN, profile));
        }
        return ids;
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
