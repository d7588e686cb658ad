package io.millrace.handler.ready.replicate;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ReplicateMistakesTests {

    private static final List<Arguments> MISTAKES = List.of(
            mistake("table left out", "", ".table: type 'replicate' needs the name of a table."),
            mistake(
                    "something else than a table",
                    "table: 'arn:aws:sqs:eu-west-1:1:changes'",
                    ".table: 'arn:aws:sqs:eu-west-1:1:changes' is neither the name of a table nor an ARN, such as "
                            + "arn:aws:dynamodb:eu-central-1:123456789012:table/Things."),
            mistake(
                    "no Region",
                    "table: Copies, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "a Region beside that of the ARN",
                    "table: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies', region: eu-central-1",
                    ".region: 'eu-central-1' is not the Region of table "
                            + "'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies'. Leave it out."),
            mistake(
                    "no address",
                    "table: Copies, endpoint: 'localhost:8000'",
                    ".endpoint: 'localhost:8000' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "two names that become one",
                    "table: Copies, rename: { title: name, label: name }",
                    ".rename: 'title' and 'label' would both be 'name'. Give them names of their own."),
            mistake(
                    "a name for what is the version's",
                    "table: Copies, version-attribute: origin, rename: { source: origin }",
                    ".rename: 'origin' is the attribute for versions. Take another name."),
            mistake(
                    "an empty name",
                    "table: Copies, rename: { source: ' ' }",
                    ".rename: a name in the other table is empty."),
            mistake(
                    "no attribute for versions",
                    "table: Copies, version-attribute: ' '",
                    ".version-attribute: ' ' is not the name of an attribute."),
            mistake(
                    "parts of items both ways",
                    "table: Copies, both-ways: true, versions: Versions, exclude: [secret]",
                    ".exclude: tables that replicate each other need whole items, or one would remove "
                            + "attributes from the other. Leave out this or 'both-ways'."),
            mistake(
                    "both ways without versions",
                    "table: Copies, both-ways: true",
                    ".versions: tables that replicate each other need a table that remembers versions, or a record that "
                            + "comes again could undo what users of the other table have written since."),
            mistake(
                    "versions among the items",
                    "table: Copies, versions: Copies",
                    ".versions: 'Copies' is the table of the items. Versions need one of their own."),
            mistake(
                    "versions among the items of an ARN",
                    "table: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies', versions: Copies",
                    ".versions: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies' is the table of the items. Versions "
                            + "need one of their own."),
            mistake(
                    "versions in another account",
                    "table: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies', "
                            + "versions: 'arn:aws:dynamodb:eu-west-1:210987654321:table/Versions'",
                    ".versions: 'arn:aws:dynamodb:eu-west-1:210987654321:table/Versions' is not in the account and Region of "
                            + "table 'arn:aws:dynamodb:eu-west-1:123456789012:table/Copies'. No transaction writes into both."),
            mistake(
                    "versions that are forgotten too soon",
                    "table: Copies, versions: Versions, versions-ttl: 2h",
                    ".versions-ttl: 'PT2H' is shorter than the day that a stream keeps its records."),
            mistake("nothing side by side", "table: Copies, parallel: 0", ".parallel: '0' is not between 1 and 100."),
            mistake(
                    "another key",
                    "table: Copies, tombstones: Versions",
                    ".tombstones: unknown key 'tombstones'. Known keys here: [table, region, endpoint, include, exclude, "
                            + "rename, version-attribute, both-ways, versions, versions-ttl, parallel]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  copy: { type: replicate, %s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.copy" + mistake);
    }

    @Test
    void takesNamesWithUnderscoresAndInBrackets() {
        Yaml.of("""
                        millrace:
                          handlers:
                            copy:
                              type: replicate
                              table: arn:aws:dynamodb:eu-west-1:123456789012:table/Copies
                              include: [product_id, bookTitle]
                              rename: { product_id: pk, bookTitle: title, "[a:b]": c }
                              both-ways: false
                        """).read();
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
