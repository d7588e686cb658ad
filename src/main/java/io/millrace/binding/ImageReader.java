package io.millrace.binding;

import io.millrace.change.Item;
import java.util.function.Function;

/** Reads an image as a type. */
interface ImageReader<T> extends Function<Item, T> {}
