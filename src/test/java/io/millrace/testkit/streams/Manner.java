package io.millrace.testkit.streams;

/** What AWS's documentation leaves open, and what other servers do otherwise. */
public enum Manner {
    /** The last records of a closed shard come with an iterator; only an empty page behind them has none. */
    ENDS_IN_AN_EMPTY_PAGE,
    /** Open shards are described with an {@code EndingSequenceNumber}, as by dynoxide. */
    OPEN_SHARDS_WITH_AN_END,
    /** Shards of a disabled stream stay open, as in DynamoDB Local. */
    OPEN_SHARDS_OF_DISABLED_STREAMS
}
