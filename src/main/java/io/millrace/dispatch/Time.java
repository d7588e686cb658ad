package io.millrace.dispatch;

import java.time.InstantSource;

/** The clock, and how to wait. */
public record Time(InstantSource clock, Sleeper sleeper) {}
