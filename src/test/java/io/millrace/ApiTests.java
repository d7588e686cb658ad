package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which public types are for users, as src/docs/library.md lists them, and which only for other packages. */
class ApiTests {

    private static final String BASE = "io.millrace.";
    private static final int MOST_INTERNAL = 45;

    /** Public for other packages alone: what a user builds on them may break with any version. */
    private static final String INTERNAL = """
            binding.HandlerBeans
            dispatch.Dispatcher
            dispatch.Ended
            dispatch.FailurePolicy
            dispatch.Listeners
            dispatch.Recurrence
            dispatch.Step
            dispatch.Stores
            explain.Explanation
            explain.RoutingTable
            expression.When
            files.LockFile
            files.PrivateFiles
            function.Deadlines
            function.EntryFunction
            function.TableFunction
            function.TableFunctions
            function.http.FunctionPath
            function.http.OwnJson
            local.database.LocalDynamoDb
            local.database.LocalStreams
            local.dynoxide.Dynoxide
            local.dynoxide.LocalStartException
            mapping.Criteria
            mapping.Deployment
            mapping.EventSourceMapping
            redrive.Redrive
            routing.Changed
            routing.Condition
            routing.KeyPattern
            routing.RemovedBy
            routing.Route
            routing.RouteTable
            routing.filter.FilterPattern
            source.Checkpoints
            source.Destination
            source.EventSink
            source.EventSource
            source.LanePool
            source.SourceState
            source.SourceTable
            source.StreamRangeReader
            table.KeySchema
            template.TemplateFormat
            """;

    private static final List<JavaClass> TYPES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.millrace").stream()
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .toList();

    @Test
    void namesEachPublicTypeThatIsNotForUsers() throws IOException {
        Set<String> api = api();
        Set<String> others = TYPES.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(ApiTests::name)
                .filter(name -> !isApi(name, api))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(String.join("\n", others) + "\n").isEqualTo(INTERNAL);
        assertThat(others).hasSizeLessThanOrEqualTo(MOST_INTERNAL);
    }

    @Test
    void listsNothingThatIsNotThere() throws IOException {
        Set<String> names = TYPES.stream().map(ApiTests::name).collect(Collectors.toSet());
        Set<String> packages = TYPES.stream()
                .map(type -> type.getPackageName().replaceFirst("io\\.millrace\\.?", ""))
                .collect(Collectors.toSet());

        assertThat(api()).allMatch(name -> names.contains(name) || packages.contains(name));
    }

    /** A user who can name a type can name whatever he gets from it and hands to it. */
    @Test
    void speaksInItsSignaturesOfApiAlone() throws IOException {
        Set<String> api = api();
        List<String> wrong = new ArrayList<>();
        TYPES.stream().filter(type -> isApi(name(type), api)).forEach(type -> type.getMembers().stream()
                .filter(ApiTests::isForUsers)
                .forEach(member -> mentioned(member)
                        .filter(other -> other.getPackageName().startsWith(BASE) && !isApi(name(other), api))
                        .map(other -> "%s: %s".formatted(member.getFullName(), name(other)))
                        .forEach(wrong::add)));

        assertThat(wrong).isEmpty();
    }

    private static boolean isForUsers(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> mentioned(JavaMember member) {
        Stream<JavaClass> types = member.getAllInvolvedRawTypes().stream();
        return member instanceof JavaMethod method
                ? Stream.concat(types, method.getThrowsClause().stream().map(thrown -> thrown.getRawType()))
                : types;
    }

    private static boolean isApi(String name, Set<String> api) {
        String top = name.replaceFirst("\\$.*", "");
        return api.contains(top) || api.contains(top.replaceFirst("\\.?[^.]*$", ""));
    }

    private static String name(JavaClass type) {
        return type.getName().substring(BASE.length());
    }

    /** Packages, and types of others. */
    private static Set<String> api() throws IOException {
        String section = Files.readString(Path.of("src/docs/library.md"))
                .split("\n## What is API\n", 2)[1]
                .split("\n## ", 2)[0];
        return Pattern.compile("(?m)^\\| (`[^|]+) \\|")
                .matcher(section)
                .results()
                .flatMap(row ->
                        Pattern.compile("`([\\w.]+)`").matcher(row.group(1)).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
