package dev.narrows.schemas.alert;

import java.util.List;

/**
 * Keys as {@link KeyText} tells them, by a pattern in which {@code *} stands for any characters: {@code pump-*} for all
 * that begin so. Immutable. Parts between stars are looked for from left to right, each where it comes first, so a key
 * takes time in proportion to its length, whatever the pattern.
 */
public final class KeyPattern {

    private static final int LONGEST = 500;

    private final String text;
    private final List<String> parts;

    private KeyPattern(String text) {
        this.text = text;
        this.parts = List.of(text.split("\\*", -1));
    }

    /**
     * @param text 1 to 500 characters
     * @throws IllegalArgumentException when it is empty or longer
     */
    public static KeyPattern of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "key pattern: " + text.length() + " characters (expected: 1 to " + LONGEST + ", not blank)");
        }
        return new KeyPattern(text);
    }

    /** Whether a key is meant. */
    public boolean matches(String key) {
        int last = parts.size() - 1;
        if (last == 0) {
            return key.equals(text);
        }
        String first = parts.get(0);
        String end = parts.get(last);
        if (key.length() < first.length() + end.length() || !key.startsWith(first) || !key.endsWith(end)) {
            return false;
        }
        int at = first.length();
        int most = key.length() - end.length();
        for (String part : parts.subList(1, last)) {
            int found = key.indexOf(part, at);
            if (found < 0 || found + part.length() > most) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
