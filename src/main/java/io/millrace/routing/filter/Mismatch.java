package io.millrace.routing.filter;

/**
 * A place where a record does not match a pattern.
 *
 * @param path the place in record and pattern, like {@code /dynamodb/NewImage/price/N}
 * @param wanted the pattern there, as JSON
 * @param seen the value there, as JSON; {@code nothing} if it is absent
 */
record Mismatch(String path, String wanted, String seen) {}
