package io.millrace.routing;

/**
 * What became of one condition of a route.
 *
 * @param key the condition's key in the configuration
 * @param met whether the change is wanted
 * @param wanted what is wanted
 * @param seen what the change has; empty when that goes without saying
 */
public record Verdict(String key, boolean met, String wanted, String seen) {

    public static Verdict met(String key, String wanted) {
        return new Verdict(key, true, wanted, "");
    }

    public static Verdict unmet(String key, String wanted, String seen) {
        return new Verdict(key, false, wanted, seen);
    }
}
