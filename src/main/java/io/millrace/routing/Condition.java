package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import java.util.Set;

/** What a route wants of a change besides its key and its event name. Any thread may call. */
public interface Condition {

    /**
     * Whether a change is wanted.
     *
     * @throws RuntimeException if that can't be told; then the change is neither wanted nor unwanted, but has failed
     */
    boolean isMet(Change<Item> change);

    /**
     * The same for people: what is wanted, and what the change is.
     *
     * @throws RuntimeException as for {@link #isMet}
     */
    Result explain(Change<Item> change);

    /** Whether it may be met by a change with this event name; not where it needs an image that such changes don't have. */
    default boolean canBeMet(EventName event) {
        return true;
    }

    /** The images that it reads of a change with this event name; a filter only those without which it can't be met. */
    Set<Image> images(EventName event);

    /**
     * What became of one condition of a route.
     *
     * @param key the condition's key in the configuration
     * @param met whether the change is wanted
     * @param wanted what is wanted
     * @param seen what the change has; empty when that goes without saying
     * @param fails whether the record fails because the condition can't tell
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
         * Of a condition that can't tell.
         *
         * @param asked whether all before it are met, so that it is asked at all
         */
        static Result untold(String key, String wanted, String why, boolean asked) {
            return new Result(
                    key,
                    false,
                    wanted,
                    (asked ? "it can't tell, so the record fails: " : "it couldn't tell: ") + why,
                    asked);
        }
    }
}
