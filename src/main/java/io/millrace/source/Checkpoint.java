package io.millrace.source;

import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Optional;

/**
 * How far a shard is done.
 *
 * @param lanes for each lane the record up to which all of its records are done; empty where no record was read
 * @param ended whether the shard is closed and all its records are done
 */
public record Checkpoint(List<Optional<SequenceNumber>> lanes, boolean ended) {

    public Checkpoint {
        lanes = List.copyOf(lanes);
    }

    /** The record after which some may not be done; empty for the beginning of the shard. */
    Optional<SequenceNumber> lowest() {
        return lanes.contains(Optional.<SequenceNumber>empty())
                ? Optional.empty()
                : lanes.stream().flatMap(Optional::stream).min(SequenceNumber::compareTo);
    }
}
