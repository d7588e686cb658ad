package io.millrace.change;

import java.nio.ByteBuffer;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A read-only set of buffers, in the order of the record. It finds elements by order and not by hash: buffers with
 * equal hashes are easy to construct, and make a hash table slow.
 */
final class BinarySet extends AbstractSet<ByteBuffer> {

    private final List<ByteBuffer> elements = new ArrayList<>();
    private final NavigableSet<ByteBuffer> sorted = new TreeSet<>();

    BinarySet(Collection<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            ByteBuffer view = buffer.asReadOnlyBuffer();
            if (sorted.add(view)) {
                elements.add(view);
            }
        }
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return element instanceof ByteBuffer buffer && sorted.contains(buffer);
    }

    @Override
    public Iterator<ByteBuffer> iterator() {
        return Collections.unmodifiableList(elements).iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }
}
