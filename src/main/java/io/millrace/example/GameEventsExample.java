package io.millrace.example;

import io.millrace.change.Item;
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
        log.info("New row added with playerId={}", row.string("playerId"));
    }

    @HandlesChange("scoreChanged")
    void changed(@OldImage Item before, @NewImage Item after) {
        if (before.number("score").compareTo(after.number("score")) != 0) {
            log.info("Scores changed - oldScore={}, newScore={}", before.number("score"), after.number("score"));
        }
    }

    @HandlesChange("scoreRemoved")
    void removed(@OldImage Item row) {
        log.info("Row removed with playerId={}", row.string("playerId"));
    }
}
