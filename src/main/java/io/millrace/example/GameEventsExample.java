package io.millrace.example;

import io.millrace.change.Item;
import io.millrace.change.ItemDiff;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import io.millrace.handler.OldImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Scores of players: handlers that are methods of one component. */
@Component
class GameEventsExample {

    private static final Logger log = LoggerFactory.getLogger(GameEventsExample.class);

    @HandlesChange("scoreAdded")
    void added(@NewImage Item row) {
        log.info("Handling INSERT Event");
        log.info("New row added with playerId={}", row.string("playerId"));
        log.info("Done handling INSERT Event");
    }

    @HandlesChange("scoreChanged")
    void changed(@OldImage Item before, @NewImage Item after, ItemDiff diff) {
        log.info("Handling MODIFY Event");
        if (diff.changed("score")) {
            log.info("Scores changed - oldScore={}, newScore={}", score(before), score(after));
        }
        log.info("Done handling MODIFY Event");
    }

    /** A number or a string, as the writer of the row chose. */
    private static Object score(Item row) {
        return row.find("score").orElse("none");
    }

    @HandlesChange("scoreRemoved")
    void removed(@OldImage Item row) {
        log.info("Handling REMOVE Event");
        log.info("Row removed with playerId={}", row.string("playerId"));
        log.info("Done handling REMOVE Event");
    }
}
