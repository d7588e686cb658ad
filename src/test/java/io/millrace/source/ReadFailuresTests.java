package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

@ExtendWith(OutputCaptureExtension.class)
class ReadFailuresTests {

    private final ReadFailures problems = new ReadFailures("orders");

    @Test
    void tellsOnceWhatHasANumberOfARequestInItEachTime(CapturedOutput output) {
        for (int i = 0; i < 10; i++) {
            pass("slow down (Request ID: %s)".formatted(UUID.randomUUID()));
        }
        pass("go away");

        assertThat(output.toString().lines().map(line -> line.replaceFirst(".* Table 'orders': ", "")))
                .hasSize(2)
                .last()
                .isEqualTo("its stream can't be read just now: go away");
        assertThat(problems.text()).isEqualTo("its stream can't be read just now: go away");
    }

    private void pass(String message) {
        boolean read = problems.attempt(() -> {
            throw SdkClientException.create(message);
        });
        problems.endPass();
        assertThat(read).isFalse();
    }
}
