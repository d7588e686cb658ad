package io.millrace.handler.kit;

/** A setting of a ready-made handler can't be right. The text says why, and what would be. */
public final class InvalidSettingException extends RuntimeException {

    private final String key;

    /**
     * @param key of the setting, such as {@code queue-url}
     * @param problem a sentence or more, without the key
     */
    public InvalidSettingException(String key, String problem) {
        super(problem);
        this.key = key;
    }

    /** The setting. */
    public String key() {
        return key;
    }
}
