package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which other tables are meant where tables are named by ARNs. */
class TableNameTests {

    private static final String THERE = "arn:aws-cn:dynamodb:cn-north-1:210987654321:table/";

    @ParameterizedTest
    @CsvSource({
        "Versions, Copies, Versions",
        "Versions, " + THERE + "Copies, " + THERE + "Versions",
        THERE + "Versions, Copies, " + THERE + "Versions",
        THERE + "Versions, " + THERE + "Copies, " + THERE + "Versions"
    })
    void takesATableToBeWhereTheOtherOneIs(String versions, String table, String name) {
        assertThat(TableName.of("versions", versions).beside(TableName.of("table", table)))
                .isEqualTo(new TableName(name));
    }
}
