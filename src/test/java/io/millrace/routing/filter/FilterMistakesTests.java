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
                "[] | the pattern is not a JSON object",
                "{'eventName': ['x'] | the pattern is not JSON: the error is at line 1, column 20",
                "{'eventName': ['x']} {} | something follows the pattern's closing brace",
                "{} | the pattern is empty; it has to match something",
                "{'eventName': ['x'], 'eventName': ['y']} | /eventName occurs twice; Lambda would silently use the last one",
                "{'eventname': ['x']} | /eventname is not a field of a record there; the fields are [eventID, eventName, eventVersion, eventSource, awsRegion, eventSourceARN, userIdentity, dynamodb]",
                "{'dynamodb': {'Keys': {'id': {'s': ['x']}}}} | /dynamodb/Keys/id/s is not a field of a record there; the fields are [S, N, B, BOOL, NULL, M, L, SS, NS, BS]",
                "{'eventName': 'x'} | /eventName takes a list of alternatives, such as [\"a\", \"b\"]",
                "{'eventName': []} | /eventName is an empty list, which nothing matches",
                "{'eventName': [['x']]} | /eventName/0 is a list in a list; write all alternatives in one list",
                "{'dynamodb': ['x']} | /dynamodb has fields below; name one of them",
                "{'dynamodb': {'NewImage': {'a': [{'exists': true}]}}} | /dynamodb/NewImage/a is not a leaf, and 'exists' only applies to leaves: add an attribute's type, such as S or N",
                "{'dynamodb': {}} | /dynamodb is empty; it has to match something",
                "{'eventName': [{'prefx': 'x'}]} | /eventName/0 has 'prefx', which is none of the operators [prefix, suffix, equals-ignore-case, anything-but, numeric, exists, wildcard, cidr]",
                "{'eventName': [{'prefix': 'x', 'suffix': 'y'}]} | /eventName/0 has 2 operators; write each of them in its own object",
                "{'eventName': [{'prefix': 5}]} | /eventName/0/prefix is not a text",
                "{'eventName': [{'exists': 'yes'}]} | /eventName/0/exists is neither true nor false",
                "{'eventName': [{'anything-but': []}]} | /eventName/0/anything-but is an empty list",
                "{'eventName': [{'anything-but': ['a', 5]}]} | /eventName/0/anything-but takes a text or a number, or several of one kind",
                "{'eventName': [{'anything-but': {'cidr': 'a'}}]} | /eventName/0/anything-but has 'cidr', which is none of the operators [prefix, suffix, equals-ignore-case, wildcard]",
                "{'eventName': [{'wildcard': 'a**'}]} | /eventName/0/wildcard has two stars in a row; one does the same",
                "{'eventName': [{'wildcard': 'a\\\\b'}]} | /eventName/0/wildcard has a backslash that escapes neither '*' nor '\\'",
                "{'eventName': [{'cidr': '10.0.0.0/33'}]} | /eventName/0/cidr is not a block of IP addresses; one looks like 10.0.0.0/24 or 2001:db8::/32",
                "{'eventName': [{'numeric': ['<']}]} | /eventName/0/numeric looks like [\"=\", 5], [\"<\", 5] or [\">\", 0, \"<=\", 5]",
                "{'eventName': [{'numeric': ['!', 5]}]} | /eventName/0/numeric/0 is none of =, <, <=, > and >=",
                "{'eventName': [{'numeric': ['<', 'x']}]} | /eventName/0/numeric/1 is not a number",
                "{'eventName': [{'numeric': ['<', 5, '>', 0]}]} | /eventName/0/numeric with two bounds has the lower one first: [\">\", 0, \"<=\", 5]",
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
