/**
 * A model of DynamoDB Streams, served over loopback: tables whose shards split, roll over, are trimmed and end by command, and
 * answers that fail by script. It must not know what reads it.
 */
@NullMarked
package io.millrace.testkit.streams;

import org.jspecify.annotations.NullMarked;
