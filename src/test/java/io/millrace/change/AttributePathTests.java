package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttributePathTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void parses(String name, String path, List<Object> steps) {
        assertThat(AttributePath.parse(path)).isEqualTo(steps);
    }

    static Stream<Arguments> parses() {
        return Stream.of(
                arguments("a name", "title", List.of("title")),
                arguments("a name with odd characters", "a b]-é#*", List.of("a b]-é#*")),
                arguments("a name within a map", "album.title", List.of("album", "title")),
                arguments("a place in a list", "tracks[0]", List.of("tracks", 0)),
                arguments("a list within a list", "rows[1][22]", List.of("rows", 1, 22)),
                arguments("a name behind a list", "tracks[0].name", List.of("tracks", 0, "name")),
                arguments("the highest place", "l[999999999]", List.of("l", 999_999_999)),
                arguments("an escaped dot", "a\\.b", List.of("a.b")),
                arguments("an escaped bracket", "a\\[0]", List.of("a[0]")),
                arguments("an escaped backslash", "a\\\\.b", List.of("a\\", "b")),
                arguments("an escape of nothing special", "\\a\\b.c", List.of("ab", "c")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, '', a name is missing",
        "a dot first, .a, a name is missing",
        "a dot last, a., a name is missing",
        "two dots, a..b, a name is missing",
        "no name before the list, [0], a name is missing",
        "a backslash last, a\\, a backslash at the end escapes nothing",
        "an open bracket, a[0, an index of a list is written name[0]",
        "no place, a[], an index of a list is written name[0]",
        "a negative place, a[-1], an index of a list is written name[0]",
        "a place that is a name, a[b], an index of a list is written name[0]",
        "a place beyond int, a[9999999999], an index of a list is written name[0]",
        "a name right behind a list, a[0]b, \"']' is followed by '.' or '['\"",
    })
    void refuses(String name, String path, String why) {
        assertThatThrownBy(() -> AttributePath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + path + "' is not an attribute path: " + why.replace("\"", ""));
    }

    @Property(tries = 200)
    void readsBackAnyEscapedName(@ForAll @NotEmpty @Chars({'a', '.', '[', ']', '\\', '0'}) String name) {
        assertThat(AttributePath.parse(AttributePath.escape(name))).isEqualTo(List.of(name));
    }
}
