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

    /** Labels written as numbers: 0 for 0, the whole part of what is larger, 255 at most; 1 for what lies between 0 and 1. */
    public static byte[] of(float[] values) {
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            int label = Math.min(255, Math.abs((int) values[i]));
            labels[i] = (byte) (label == 0 && values[i] != 0 ? 1 : label);
        }
        return labels;
    }
}
