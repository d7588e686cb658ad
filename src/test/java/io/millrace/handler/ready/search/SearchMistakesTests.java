package io.millrace.handler.ready.search;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What can be wrong with a handler of type search. */
class SearchMistakesTests {

    private static final String RIGHT = "type: search, endpoint: 'https://search.example:9200', index: things";

    private static final List<Arguments> MISTAKES = List.of(
            mistake(
                    "no endpoint",
                    "{ type: search, index: things }",
                    ".endpoint: type 'search' needs the address of a cluster."),
            mistake(
                    "no address",
                    "{ type: search, index: things, endpoint: 'search.example:9200' }",
                    ".endpoint: it is not an address, such as https://example.com/changes. It may contain credentials, and is not shown."),
            mistake(
                    "password in the address",
                    "{ type: search, index: things, endpoint: 'https://me:swordfish@search.example' }",
                    ".endpoint: an address without user and query is expected. Set 'username' and 'password' "
                            + "with 'authentication: basic'."),
            mistake(
                    "no index",
                    "{ type: search, endpoint: 'https://search.example' }",
                    ".index: type 'search' needs the name of an index."),
            mistake(
                    "no name of an index",
                    "{ type: search, endpoint: 'https://search.example', index: My Things }",
                    ".index: 'My Things' is not the name of an index: lower case, without spaces and \\/*?\"<>|,#:, "
                            + "and none of -_+. at its start."),
            right(
                    "tombstones among the documents",
                    "tombstones: things",
                    ".tombstones: 'things' holds the documents. Tombstones need an index of their own."),
            right(
                    "id of what a removed item has not",
                    "id: '{{new.title}}'",
                    ".id: the template asks for 'new.title'. An id is made of 'keys.<name>' and 'table', which a removed "
                            + "item has, too."),
            right(
                    "id without a key",
                    "id: '{{table}}'",
                    ".id: the template names no key, such as {{keys.id}}: all items would share one document."),
            right(
                    "id with nothing between its keys",
                    "id: '{{keys.PK}}{{keys.SK}}'",
                    ".id: between 'keys.PK' and 'keys.SK', a character is missing that is neither a letter nor a "
                            + "digit nor '%', such as '#'."),
            right(
                    "id with an open place",
                    "id: '{{keys.PK}'",
                    ".id: the template has a '{{' without its '}}', or the other way round."),
            right(
                    "no name of a field",
                    "version-field: _version",
                    ".version-field: '_version' is not a field's name: a letter, and then letters, digits, '_' and '-'."),
            right(
                    "another authentication",
                    "authentication: digest",
                    ".authentication: 'digest' is none of [none, basic, sigv4]."),
            right(
                    "basic without a password",
                    "authentication: basic, username: me",
                    ".password: 'authentication: basic' needs it."),
            right(
                    "a password for nothing",
                    "username: me, password: swordfish",
                    ".username: it requires 'authentication: basic', which is not set."),
            right(
                    "a region for nothing",
                    "region: eu-west-1",
                    ".region: it requires 'authentication: sigv4', which is not set."),
            right(
                    "no region",
                    "authentication: sigv4, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            right(
                    "no file",
                    "mapping: config/nothing.json",
                    ".mapping: the file 'config/nothing.json' can't be read. It has to hold what an index is created "
                            + "with: { \"mappings\": { … } }."));

    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        assertMistake(settings, mistake);
    }

    @Test
    void tellsWhatIsWrongWithTheMapping() throws Exception {
        Path file = directory.resolve("mapping.json");
        String path = file.toString().replace('\\', '/');
        String settings = "{ %s, mapping: '%s' }".formatted(RIGHT, path);

        Files.writeString(file, "{ \"mappings\": ");
        assertMistake(
                settings,
                ".mapping: the file '%s' is not JSON. It has to hold what an index is created with: { \"mappings\": { … } }."
                        .formatted(path));
        Files.writeString(file, "{ \"properties\": {} }");
        assertMistake(
                settings,
                ".mapping: the file '%s' has to hold what an index is created with: an object of 'settings', 'mappings' and 'aliases'."
                        .formatted(path));
        Files.writeString(file, "{ \"mappings\": { \"_source\": { \"enabled\": false } } }");
        assertMistake(
                settings,
                ".mapping: the file '%s' changes '_source', where documents tell of their changes. Leave it out."
                        .formatted(path));
    }

    private static void assertMistake(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  found: " + settings)
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.found" + mistake);
    }

    private static Arguments right(String name, String more, String text) {
        return mistake(name, "{ %s, %s }".formatted(RIGHT, more), text);
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
