package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamArnTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "aws, Products, arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000",
        "China, Products, arn:aws-cn:dynamodb:cn-north-1:1:table/Products/stream/2026-01-01T",
        "GovCloud, a.b-c_d, arn:aws-us-gov:dynamodb:us-gov:1:table/a.b-c_d/stream/2026-01-01T00:00:00.000",
        "Local, Products, arn:aws:dynamodb:ddblocal:000000000000:table/Products/stream/2026-01-01T00:00:00.000",
        "a space, Example Table, arn:aws:dynamodb:us-east-1:1:table/Example Table/stream/2026-01-01T00:00:00.000",
        "no stream part, Products, arn:aws:dynamodb:us-east-1:123456789012:table/Products",
        "a label of any kind, Products, arn:aws:dynamodb:us-east-1:1:table/Products/stream/a:b/c:table/d",
    })
    void namesTheTable(String name, String table, String arn) {
        assertThat(StreamArn.of(arn)).isEqualTo(new StreamArn(table));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "",
                "Products",
                "table/Products",
                "x:arn:aws:dynamodb:us-east-1:1:table/Products/stream/1",
                "arn:aws:sqs:us-east-1:123456789012:queue",
                "arn:aws:dynamodb:us-east-1:1:table/",
                "arn:aws:dynamodb:us-east-1:1:table//stream/1",
                "arn:aws:dynamodb:us-east-1:1:table/Products/index/by-name",
            })
    void refusesWhatNamesNoTable(String arn) {
        assertThatThrownBy(() -> StreamArn.of(arn))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("eventSourceARN is '" + arn
                        + "', which is not the ARN of a DynamoDB stream. It looks like "
                        + "'arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000'");
    }
}
