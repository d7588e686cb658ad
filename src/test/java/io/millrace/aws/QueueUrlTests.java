package io.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueUrlTests {

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/123456789012/a,                  eu-central-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/123456789012/a,            us-gov-west-1",
        "https://eu-west-1.queue.amazonaws.com/123456789012/a,                   eu-west-1",
        "https://vpce-1-x.sqs.eu-west-1.vpce.amazonaws.com/123456789012/a,       eu-west-1",
        "http://sqs.eu-west-2.localhost:4566/000000000000/a,                     eu-west-2",
        "http://sqs.eu-west-2.localhost.localstack.cloud:4566/000000000000/a,    eu-west-2",
        "http://127.0.0.1:9324/000000000000/a,                                   ",
    })
    void tellsTheRegionThatItsHostNames(String url, String region) {
        assertThat(QueueUrl.find(url).orElseThrow().client().region()).isEqualTo(region);
    }

    @Test
    void isInTheRegionOfASettingWhereItsHostNamesNone() {
        QueueUrl queue = QueueUrl.find("http://emulator:9324/000000000000/a").orElseThrow();

        assertThat(queue.inRegion("eu-west-1").client().region()).isEqualTo("eu-west-1");
        assertThat(queue.inRegion("eu-west-1").sending().resource())
                .isEqualTo("arn:{partition}:sqs:eu-west-1:000000000000:a");
        assertThat(queue.inRegion(null)).isEqualTo(queue);
        assertThat(queue).hasToString("http://emulator:9324/000000000000/a");
    }

    @Test
    void isInNoOtherRegionThanItsHostSays() {
        QueueUrl queue = QueueUrl.find("https://sqs.eu-central-1.amazonaws.com/123456789012/a")
                .orElseThrow();

        assertThat(queue.inRegion("eu-central-1")).isEqualTo(queue);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.inRegion("eu-west-1"))
                .withMessage("'eu-west-1' is not the Region of queue "
                        + "'https://sqs.eu-central-1.amazonaws.com/123456789012/a'");
    }
}
