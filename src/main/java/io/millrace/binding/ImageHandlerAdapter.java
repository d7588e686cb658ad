package io.millrace.binding;

import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ImageHandler;
import io.millrace.handler.RecordHandler;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls an {@link ImageHandler} for the dispatcher. */
final class ImageHandlerAdapter implements RecordHandler {

    private final ImageHandler handler;

    ImageHandlerAdapter(ImageHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(Change<Item> change) throws Exception {
        Optional<Item> oldItem = change.findOldItem();
        Optional<Item> newItem = change.findNewItem();
        if (oldItem.isEmpty() && newItem.isEmpty()) {
            throw new AbsentImageException("%s carries no image, but an ImageHandler needs one (StreamViewType %s)"
                    .formatted(change, change.original().getDynamodb().getStreamViewType()));
        }
        handler.handle(map(oldItem), map(newItem), change.table());
    }

    private static @Nullable Map<String, @Nullable Object> map(Optional<Item> item) {
        return item.isPresent() ? item.get().toMap() : null;
    }
}
