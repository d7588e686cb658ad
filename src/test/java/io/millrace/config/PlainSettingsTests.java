package io.millrace.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of ready-made handlers that are no templates. */
class PlainSettingsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "type: search, endpoint: 'https://search.example', index: '{{table}}' | index: '{{table}}'",
                "type: search, endpoint: 'https://search.example', index: a, tombstones: 'x{{table}}' | tombstones: 'x{{table}}'",
                "type: archive, bucket: changes, prefix: '{{table}}/' | prefix: '{{table}}/'",
                "type: eventbridge, source: '{{table}}' | source: '{{table}}'",
                "type: http, url: 'https://example.com', event-type-prefix: 'io.{{event}}' | event-type-prefix: 'io.{{event}}'",
                "type: aggregate, table: '{{new.t}}', key: { id: x }, count: n | table: '{{new.t}}'",
                "type: aggregate, table: Views, key: { id: x }, count: n, markers: '{{table}}' | markers: '{{table}}'",
                "type: aggregate, table: Views, key: { id: x }, count: '{{new.status}}' | count: '{{new.status}}'",
                "type: aggregate, table: Views, key: { id: x }, add: { '[{{new.status}}]': '1' } | add[{{new.status}}]: '{{new.status}}'",
                "type: replicate, table: Copy, version-attribute: '{{table}}' | version-attribute: '{{table}}'",
                "type: replicate, table: Copy, rename: { a: '{{new.b}}' } | rename: '{{new.b}}'",
            })
    void refusesWhatLooksLikeATemplate(String settings, String value) {
        Yaml.of("millrace.handlers:\n  one: { %s }".formatted(settings))
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:2: millrace.handlers.one.%s is used as written: this setting is not a template. Write it without '{{'."
                                .formatted(value));
    }

    @Test
    void refusesAHeaderThatLooksLikeATemplateAndDoesNotTellIt() {
        Yaml.of(
                        "millrace.handlers:\n  one: { type: http, url: 'https://example.com', headers: { X-Key: '{{new.key}}' } }")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:2: millrace.handlers.one.headers: the header 'X-Key' is sent as it is written: headers are no templates. Write it without '{{'.");
    }

    @Test
    void refusesAnAddressWithAPortThatThereIsNot() {
        Yaml.of("millrace.handlers:\n  one: { type: http, url: 'https://example.com:65536' }")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:2: millrace.handlers.one.url: it is not an address, such as https://example.com/changes. It may contain credentials, and is not shown.");
    }
}
