package io.millrace.handler;

import java.math.BigDecimal;

/** An image as a record. */
record Pet(String name, BigDecimal price) {}
