package io.millrace.routing.filter;

/**
 * Where a record is not what a pattern wants.
 *
 * @param path the place in record and pattern, like {@code /dynamodb/NewImage/price/N}
 * @param wanted the pattern there, as JSON
 * @param seen what stands there, as JSON; {@code nothing} when nothing does
 */
record Mismatch(String path, String wanted, String seen) {}
