package io.millrace.bench.throughput;

import java.util.Collection;

/** An index of OpenSearch, and beside it one bulk call for a batch, which late changes would spoil. */
final class SearchBulkCase extends SearchCase {

    @Override
    void write(Collection<Last> items) {
        StringBuilder lines = new StringBuilder();
        for (Last item : items) {
            lines.append(item.action(item.removal() ? "delete" : "index", "things", ""));
            if (!item.removal()) {
                lines.append(item.document()).append('\n');
            }
        }
        bulk(lines);
    }
}
