package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import java.util.Set;

/** A condition of a route on a change, besides its key and its event name. Thread-safe. */
public interface Condition {

    /**
     * Whether a change is wanted.
     *
     * @throws RuntimeException if it can't be evaluated; then the change fails
     */
    boolean isMet(Change<Item> change);

    /**
     * The same with an explanation: what is wanted, and what the change has.
     *
     * @throws RuntimeException as for {@link #isMet}
     */
    Result explain(Change<Item> change);

    /**
     * Whether a change with this event name can meet it. It can't if the condition needs an image that such changes
     * don't have.
     */
    default boolean canBeMet(EventName event) {
        return true;
    }

    /**
     * The images that it reads of a change with this event name; for a filter, only those without which it can't be
     * met.
     */
    Set<Image> images(EventName event);

    /**
     * The result of one condition of a route.
     *
     * @param key the condition's key in the configuration
     * @param met whether the change is wanted
     * @param wanted what is wanted
     * @param seen what the change has; empty if that is obvious
     * @param fails whether the record fails because the condition can't be evaluated
     */
    public record Result(String key, boolean met, String wanted, String seen, boolean fails) {

        public Result(String key, boolean met, String wanted, String seen) {
            this(key, met, wanted, seen, false);
        }

        public static Result met(String key, String wanted) {
            return new Result(key, true, wanted, "");
        }

        public static Result unmet(String key, String wanted, String seen) {
            return new Result(key, false, wanted, seen);
        }

        /**
         * The result of a condition that can't be evaluated.
         *
         * @param asked whether all earlier conditions are met, so that this one is evaluated at all
         */
        static Result undecided(String key, String wanted, String why, boolean asked) {
            return new Result(
                    key,
                    false,
                    wanted,
                    (asked ? "it can't be evaluated, so the record fails: " : "it could not be evaluated: ") + why,
                    asked);
        }
    }
}
