package dev.narrows.trainer.dataset.table;

import java.util.Locale;
import java.util.Set;

/** Labels as people write them into tables. */
final class Labels {

    private static final Set<String> NORMAL = Set.of("", "false", "no", "n", "normal", "ok", "inlier", "good");

    private Labels() {}

    /** 0 for 0 and for words that mean normal, otherwise the number if it is 1 to 255, otherwise 1. */
    static byte parse(String text) {
        String label = text.strip().toLowerCase(Locale.ROOT);
        if (NORMAL.contains(label)) {
            return 0;
        }
        try {
            double number = Double.parseDouble(label);
            return number == 0 ? 0 : number >= 1 && number <= 255 ? (byte) number : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
