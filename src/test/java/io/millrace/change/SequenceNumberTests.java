package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTests {

    @Test
    void comparesAsANumberWhereTextWouldNot() {
        SequenceNumber shorter = new SequenceNumber("999999999999999999999");
        SequenceNumber longer = new SequenceNumber("1000000000000000000000000000000000000000");

        assertThat(shorter).isLessThan(longer);
        assertThat(List.of(longer, shorter)).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void comparesNumbersBeyondALong() {
        assertThat(new SequenceNumber("4421584500000000017450439091"))
                .isGreaterThan(new SequenceNumber("4421584500000000017450439090"));
    }

    @Test
    void hasFortyDigitsAtMost() {
        assertThatThrownBy(() -> new SequenceNumber("1".repeat(41)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("SequenceNumber has 41 digits; the maximum is 40");
    }

    @Property(tries = 200)
    void comparesLikeBigInteger(
            @ForAll @NumericChars @StringLength(min = 21, max = 40) String one,
            @ForAll @NumericChars @StringLength(min = 21, max = 40) String other) {
        int expected = new BigInteger(one).compareTo(new BigInteger(other));

        assertThat(Integer.signum(new SequenceNumber(one).compareTo(new SequenceNumber(other))))
                .isEqualTo(expected);
    }

    @Test
    void keepsItsTextAsTheStreamWroteIt() {
        assertThat(new SequenceNumber("000000000000000000123")).hasToString("000000000000000000123");
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "12a", "-1", "+1", "1.0", " 1", "1e3", "٣"})
    void refusesWhatIsNotANumber(String text) {
        assertThatThrownBy(() -> new SequenceNumber(text))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("SequenceNumber is '" + text + "', which is not a number");
    }
}
