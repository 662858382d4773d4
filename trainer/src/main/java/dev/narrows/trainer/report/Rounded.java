package dev.narrows.trainer.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers with four digits: more than a screen shows, and few enough to keep a page small. */
final class Rounded {

    private static final MathContext DIGITS = new MathContext(4);

    private Rounded() {}

    /** The value rounded; 0 for what is not finite, which JSON has no word for. */
    static float of(float value) {
        return Float.isFinite(value) ? new BigDecimal(value).round(DIGITS).floatValue() : 0;
    }
}
