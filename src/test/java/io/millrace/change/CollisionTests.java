package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.testkit.Collisions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Binary sets whose elements have equal hashes: in a hash table, 100,000 of them would take minutes. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class CollisionTests {

    private final List<ByteBuffer> elements = Collisions.binaries(100_000);

    @Test
    void readsABinarySetInTimeWhateverItsHashesAre() {
        assertThat(Collections.unmodifiableSet(item(elements).binarySet("a")).size())
                .isEqualTo(100_000);
    }

    @Test
    void comparesBinarySetsInTimeWhateverTheirHashesAre() {
        List<ByteBuffer> reversed = new ArrayList<>(elements);
        Collections.reverse(reversed);
        List<ByteBuffer> others = new ArrayList<>(elements);
        others.set(50_000, ByteBuffer.wrap(new byte[] {1}));

        assertThat(new ItemDiff(item(elements), item(reversed)).changed("a")).isFalse();
        assertThat(new ItemDiff(item(elements), item(others)).changed("a")).isTrue();
        assertThat(item(elements).equals(item(reversed))).isTrue();
    }

    @Test
    void givesTheElementsOfABinarySetOnceInTheirOrderAndReadOnly() {
        ByteBuffer one = ByteBuffer.wrap(new byte[] {2});
        ByteBuffer other = ByteBuffer.wrap(new byte[] {-1, 0});

        Set<ByteBuffer> set = item(List.of(one, other, one.duplicate())).binarySet("a");

        assertThat(set).containsExactly(one, other).allMatch(ByteBuffer::isReadOnly);
        assertThat(set).isEqualTo(Set.of(other, one)).hasSameHashCodeAs(Set.of(other, one));
        assertThat(set.contains(other)).isTrue();
        assertThat(set.contains("text")).isFalse();
    }

    private static Item item(List<ByteBuffer> elements) {
        return Item.of(Map.of("a", new AttributeValue().withBS(elements)));
    }
}
