package dev.narrows.stream.config.check;

/** A setting that cannot be right. The message names the key, the value found and what is expected. */
public final class SettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param name the setting's key
     * @param value what was found
     * @param expected what would do
     */
    public SettingException(String name, Object value, String expected) {
        super(name + ": " + value + " (expected: " + expected + ")");
    }

    public SettingException(String message) {
        super(message);
    }
}
