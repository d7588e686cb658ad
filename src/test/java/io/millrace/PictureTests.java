package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which packages use which. */
class PictureTests {

    /** Each package, and all those of its own that it uses: no more, and no less. No type of handlers uses another. */
    private static final String PICTURE = """
            aws: change
            binding: aws change handler
            change:
            cli: aws change deadletter event explain function mapping redrive source template time
            config: aws binding change deadletter dispatch event explain expression function function.http handler handler.kit idempotency mapping routing routing.filter table time
            deadletter: aws change dispatch event files time
            dispatch: change handler routing time
            event: change
            example: change handler
            explain: change dispatch function routing
            expression: change routing
            files:
            function: change dispatch event handler routing time
            function.http: change dispatch event function handler
            function.lambda: event function time
            handler: change
            handler.kit: aws change handler time
            handler.ready.*: aws change event files handler handler.kit time
            idempotency: aws dispatch time
            local: event explain function function.http
            local.console: change dispatch event explain function function.http local.database mapping routing source table time
            local.database: change dispatch event files function idempotency local.dynoxide mapping routing source table time
            local.dynoxide: files
            mapping: aws change routing routing.filter table
            redrive: change deadletter dispatch event function mapping time
            routing: change table
            routing.filter: change routing
            source: change dispatch event files mapping time
            table: change
            template: aws mapping table
            time:
            """;

    @Test
    void usesWhatThePictureShows() {
        assertThat(picture()).isEqualTo(PICTURE);
    }

    /** As src/docs/code.md lists them. */
    @Test
    void usesOnlyPackagesOfTheLinesAbove() throws IOException {
        List<String> lines = Pattern.compile("(?m)^ {4}(.+)$")
                .matcher(Files.readString(Path.of("src", "docs", "code.md")).split("\\| package")[0])
                .results()
                .map(line -> line.group(1))
                .toList();
        Map<String, Integer> levels = new TreeMap<>();
        lines.forEach(line -> List.of(line.split(", ")).forEach(name -> levels.put(name, lines.indexOf(line))));

        assertThat(PICTURE.lines()).allSatisfy(row -> {
            String[] names = row.split(":? ");
            assertThat(Stream.of(names).skip(1).map(PictureTests::part).filter(used -> !used.equals(part(names[0]))))
                    .allSatisfy(used -> assertThat(levels.get(used))
                            .as("%s of %s", used, names[0])
                            .isNotNull()
                            .isLessThan(levels.get(part(names[0].replace(":", "")))));
        });
    }

    /** What code.md names: {@code local} with its parts, and all types of handlers together. */
    private static String part(String name) {
        return name.replaceFirst("^local\\..*", "local").replaceFirst("^handler\\.ready.*", "handler.ready");
    }

    private static String picture() {
        Map<String, Set<String>> used = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.millrace")
                .forEach(type -> used.computeIfAbsent(owner(type.getPackageName()), missing -> new TreeSet<>())
                        .addAll(type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency
                                        .getTargetClass()
                                        .getBaseComponentType()
                                        .getPackageName())
                                .filter(name -> name.startsWith("io.millrace.") && !name.equals(type.getPackageName()))
                                .map(PictureTests::name)
                                .toList()));
        return used.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> "%s: %s"
                                .formatted(entry.getKey(), String.join(" ", entry.getValue()))
                                .strip() + "\n")
                .collect(Collectors.joining());
    }

    /** Types of handlers share a row, so that a new one needs none. If one used another, the row would show it. */
    private static String owner(String packageName) {
        return name(packageName).replaceFirst("^handler\\.ready\\..*", "handler.ready.*");
    }

    private static String name(String packageName) {
        return packageName.replaceFirst("io\\.millrace\\.?", "");
    }
}
