package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionTests {

    private static final List<Position> ORDERED = List.of(
            Position.beforeStreams(),
            position("", "9"),
            position("", "10"),
            position("2026-11-30T10:00:00.000", "300000000000000000000"),
            position("2026-11-30T10:00:00.000", "1000000000000000000000"),
            position("2026-11-30T10:00:00.001", "100000000000000000001"));

    private static Position position(String label, String number) {
        return new Position(label, new SequenceNumber(number));
    }

    @Test
    void goesByItsStreamAndThenByItsNumber() {
        List<Position> positions = new ArrayList<>(ORDERED);
        Collections.shuffle(positions, new Random(1));

        assertThat(positions.stream().sorted()).containsExactlyElementsOf(ORDERED);
        assertThat(positions.stream().sorted(Comparator.comparing(Position::sortable)))
                .containsExactlyElementsOf(ORDERED);
    }

    @Test
    void isWrittenAsItSorts() {
        assertThat(position("2026-11-30T10:00:00.000", "300000000000000000000").sortable())
                .isEqualTo("2026-11-30T10:00:00.000 0000000000000000000300000000000000000000");
        assertThat(position("", "9").sortable()).isEqualTo("- 0000000000000000000000000000000000000009");
    }

    @Test
    void isThatOfItsChange() {
        assertThat(position("2026-11-30T10:00:00.000", "300")).hasToString("2026-11-30T10:00:00.000 300");
        assertThat(position("", "300")).hasToString("300");
    }
}
