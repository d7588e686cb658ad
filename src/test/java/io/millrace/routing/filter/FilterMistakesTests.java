package io.millrace.routing.filter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message, whole. */
class FilterMistakesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "[] | the pattern is no JSON object",
                "{'eventName': ['x'] | the pattern is not JSON: it breaks at line 1, column 20",
                "{'eventName': ['x']} {} | something follows the pattern's closing brace",
                "{} | the pattern is empty; it has to want something",
                "{'eventName': ['x'], 'eventName': ['y']} | /eventName is there twice; Lambda would take the last one without a word",
                "{'eventname': ['x']} | /eventname is nothing that a record has; there are [eventID, eventName, eventVersion, eventSource, awsRegion, eventSourceARN, userIdentity, dynamodb]",
                "{'dynamodb': {'Keys': {'id': {'s': ['x']}}}} | /dynamodb/Keys/id/s is nothing that a record has; there are [S, N, B, BOOL, NULL, M, L, SS, NS, BS]",
                "{'eventName': 'x'} | /eventName takes a list of what it may be, such as [\"a\", \"b\"]",
                "{'eventName': []} | /eventName is an empty list, which nothing matches",
                "{'eventName': [['x']]} | /eventName/0 is a list in a list; the alternatives stand side by side",
                "{'dynamodb': ['x']} | /dynamodb has fields below; name one of them",
                "{'dynamodb': {'NewImage': {'a': [{'exists': true}]}}} | /dynamodb/NewImage/a is no leaf, and 'exists' works on leaves alone: go on to an attribute's type, such as S or N",
                "{'dynamodb': {}} | /dynamodb is empty; it has to want something",
                "{'eventName': [{'prefx': 'x'}]} | /eventName/0 has 'prefx', which is none of the operators [prefix, suffix, equals-ignore-case, anything-but, numeric, exists, wildcard, cidr]",
                "{'eventName': [{'prefix': 'x', 'suffix': 'y'}]} | /eventName/0 has 2 operators; each of them stands in an object of its own",
                "{'eventName': [{'prefix': 5}]} | /eventName/0/prefix is not a text",
                "{'eventName': [{'exists': 'yes'}]} | /eventName/0/exists is neither true nor false",
                "{'eventName': [{'anything-but': []}]} | /eventName/0/anything-but is an empty list",
                "{'eventName': [{'anything-but': ['a', 5]}]} | /eventName/0/anything-but takes a text or a number, or several of one kind",
                "{'eventName': [{'anything-but': {'cidr': 'a'}}]} | /eventName/0/anything-but has 'cidr', which is none of the operators [prefix, suffix, equals-ignore-case, wildcard]",
                "{'eventName': [{'wildcard': 'a**'}]} | /eventName/0/wildcard has two stars in a row; one does the same",
                "{'eventName': [{'wildcard': 'a\\\\b'}]} | /eventName/0/wildcard has a backslash that escapes neither '*' nor '\\'",
                "{'eventName': [{'cidr': '10.0.0.0/33'}]} | /eventName/0/cidr is no block of IP addresses; it looks like 10.0.0.0/24 or 2001:db8::/32",
                "{'eventName': [{'numeric': ['<']}]} | /eventName/0/numeric looks like [\"=\", 5], [\"<\", 5] or [\">\", 0, \"<=\", 5]",
                "{'eventName': [{'numeric': ['!', 5]}]} | /eventName/0/numeric/0 is none of =, <, <=, > and >=",
                "{'eventName': [{'numeric': ['<', 'x']}]} | /eventName/0/numeric/1 is not a number",
                "{'eventName': [{'numeric': ['<', 5, '>', 0]}]} | /eventName/0/numeric of two bounds has the lower one first: [\">\", 0, \"<=\", 5]",
                "{'eventName': [{'numeric': ['>', 5, '<', 5]}]} | /eventName/0/numeric has nothing between its bounds",
                "{'$or': [{'eventName': ['x']}]} | /$or is not a list of two or more patterns",
            })
    void saysWhereItGoesWrong(String pattern, String message) {
        String json = pattern.replace('\'', '"');

        assertThatThrownBy(() -> FilterPattern.parse(json))
                .isInstanceOf(InvalidFilterException.class)
                .hasMessage(message);
    }
}
