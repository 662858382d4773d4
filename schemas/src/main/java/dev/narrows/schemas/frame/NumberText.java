package dev.narrows.schemas.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of a float32: the fewest digits, 1 to 9, that give it back when they are read as a double and that is rounded to a
 * float32. From 1e-5 to below 1e15 without an exponent, and then, where that is asked for, whole numbers with {@code .0}.
 * Stateless; any thread.
 */
final class NumberText {

    /** As many digits tell any two decimals apart in float32, where it is not next to zero. */
    private static final int CERTAIN_DIGITS = 6;

    private static final int MOST_DIGITS = 9;
    private static final int LEAST_EXPONENT = -5;
    private static final int MOST_EXPONENT = 14;

    private NumberText() {}

    /** The text; {@code null} where the number is not finite, which JSON has no text for. */
    static String of(float number, boolean pointed) {
        if (!Float.isFinite(number)) {
            return "null";
        }
        String sign = Float.floatToRawIntBits(number) < 0 ? "-" : "";
        return sign + (number == 0 ? written("0", 0, pointed) : written(shortest(Math.abs(number)), pointed));
    }

    private static BigDecimal shortest(float number) {
        BigDecimal exact = new BigDecimal(number);
        int digits = number < Float.MIN_NORMAL ? 1 : CERTAIN_DIGITS;
        BigDecimal rounded = rounded(exact, digits);
        while (digits < MOST_DIGITS && (float) rounded.doubleValue() != number) {
            rounded = rounded(exact, ++digits);
        }
        return rounded.stripTrailingZeros();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    private static String written(BigDecimal number, boolean pointed) {
        return written(number.unscaledValue().toString(), number.precision() - number.scale() - 1, pointed);
    }

    private static String written(String digits, int exponent, boolean pointed) {
        int length = digits.length();
        if (exponent < LEAST_EXPONENT || exponent > MOST_EXPONENT) {
            return digits.charAt(0) + (length > 1 ? "." + digits.substring(1) : "") + "e" + exponent;
        }
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        if (exponent >= length - 1) {
            return digits + "0".repeat(exponent - length + 1) + (pointed ? ".0" : "");
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }

    /** Whether bytes are the text of the number that they are read as. */
    static boolean is(byte[] bytes, int at, int length, float number, boolean pointed) {
        String text = new String(bytes, at, length, ISO_8859_1);
        return isCertain(text, pointed) || of(number, pointed).equals(text);
    }

    /** Whether a text is certainly that of its number, which is seen much faster than the number's text is found. */
    private static boolean isCertain(String text, boolean pointed) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        boolean whole = point < 0 ? !pointed : pointed && text.length() == point + 2 && text.charAt(point + 1) == '0';
        boolean led = end - start == 1 || (end > start && text.charAt(start) != '0');
        if (!led
                || end - start > MOST_EXPONENT + 1
                || (point >= 0 && !whole && text.charAt(text.length() - 1) == '0')) {
            return false;
        }
        int first = -1;
        int last = -1;
        int places = 0;
        for (int i = start; i < (whole ? end : text.length()); i++) {
            char next = text.charAt(i);
            if (i != point && (next < '0' || next > '9')) {
                return false;
            }
            places += i == point ? 0 : 1;
            if (next > '0') {
                first = first < 0 ? places : first;
                last = places;
            }
        }
        // Zero has a sign that its reader may have dropped; its text is written quickly anyway.
        boolean few = first > 0 && last - first < CERTAIN_DIGITS;
        return few && (whole || (point >= 0 && point + 1 < text.length() && first <= end - start - LEAST_EXPONENT));
    }
}
