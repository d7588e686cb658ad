package io.millrace.handler.ready.aggregate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.List;

/** A change, its marker, and its effect on the view. */
record CountedChange(Change<Item> change, String marker, List<Contribution> contributions) {}
