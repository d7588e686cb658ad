package io.millrace.fault;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the handlers did, in the order in which they did it. */
final class Effects {

    private final Set<String> distinct = new HashSet<>();
    private final List<String> outOfOrder = new ArrayList<>();
    private final Map<String, BigInteger> last = new HashMap<>();
    private int repeated;

    /**
     * @param lines each a handler's name, an item and a sequence number
     */
    Effects(List<String> lines) {
        lines.forEach(this::add);
    }

    private void add(String line) {
        if (!distinct.add(line)) {
            repeated++;
            return;
        }
        int space = line.lastIndexOf(' ');
        BigInteger number = new BigInteger(line.substring(space + 1));
        BigInteger before = last.put(line.substring(0, space), number);
        if (before != null && before.compareTo(number) > 0) {
            outOfOrder.add(line);
        }
    }

    boolean contains(String line) {
        return distinct.contains(line);
    }

    /** First effects that came after the effect of a later record of their item. */
    List<String> outOfOrder() {
        return outOfOrder;
    }

    /** How many effects were there already. */
    int repeated() {
        return repeated;
    }
}
