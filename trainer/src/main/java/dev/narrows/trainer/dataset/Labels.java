package dev.narrows.trainer.dataset;

import java.util.Locale;
import java.util.Set;

/** Labels as people write them into tables, or name folders by. */
public final class Labels {

    private static final Set<String> NORMAL = Set.of("", "false", "no", "n", "normal", "ok", "inlier", "good");

    private Labels() {}

    /** Whether a word means normal: normal, good, ok, inlier, no, false, or nothing at all. */
    public static boolean isNormal(String text) {
        return NORMAL.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** 0 for 0 and for words that mean normal, otherwise the number if it is 1 to 255, otherwise 1. */
    public static byte parse(String text) {
        if (isNormal(text)) {
            return 0;
        }
        try {
            double number = Double.parseDouble(text.strip());
            return number == 0 ? 0 : number >= 1 && number <= 255 ? (byte) number : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
