package io.millrace.binding;

import java.math.BigDecimal;

/** An image as a record. */
record Pet(String name, BigDecimal price) {}
