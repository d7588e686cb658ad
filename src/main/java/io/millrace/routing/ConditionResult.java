package io.millrace.routing;

/**
 * What became of one condition of a route.
 *
 * @param key the condition's key in the configuration
 * @param met whether the change is wanted
 * @param wanted what is wanted
 * @param seen what the change has; empty when that goes without saying
 * @param fails whether the record fails because the condition can't tell
 */
public record ConditionResult(String key, boolean met, String wanted, String seen, boolean fails) {

    public ConditionResult(String key, boolean met, String wanted, String seen) {
        this(key, met, wanted, seen, false);
    }

    public static ConditionResult met(String key, String wanted) {
        return new ConditionResult(key, true, wanted, "");
    }

    public static ConditionResult unmet(String key, String wanted, String seen) {
        return new ConditionResult(key, false, wanted, seen);
    }

    /**
     * Of a condition that can't tell.
     *
     * @param asked whether all before it are met, so that it is asked at all
     */
    static ConditionResult untold(String key, String wanted, String why, boolean asked) {
        return new ConditionResult(
                key,
                false,
                wanted,
                (asked ? "it can't tell, so the record fails: " : "it couldn't tell: ") + why,
                asked);
    }
}
