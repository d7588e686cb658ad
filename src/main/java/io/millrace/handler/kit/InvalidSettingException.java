package io.millrace.handler.kit;

/** A setting of a ready-made handler is wrong. The message says why, and what would be right. */
public final class InvalidSettingException extends RuntimeException {

    private final String key;

    /**
     * @param key of the setting, such as {@code queue-url}
     * @param problem one sentence or more, without the key
     */
    public InvalidSettingException(String key, String problem) {
        super(problem);
        this.key = key;
    }

    /** Returns the key of the setting. */
    public String key() {
        return key;
    }
}
