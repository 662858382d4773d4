package dev.narrows.stream.evidence;

/**
 * When evidence is enough, and what counts as worse.
 *
 * @param alpha most that an equally good candidate is rolled back with, over all looks together, and most that one worse
 *     by {@code margin} is promoted with; above 0, below 1
 * @param margin how much worse a candidate may be, in the mean of paired differences; 0.02 is about 4 % more squared
 *     error; above 0, below 1
 * @param moreAlerts how many times as often the candidate may alert alone as the stable version alone; 1 or more
 * @param encodeTimeRatio most encode time a row, as a multiple of the stable version's; above 1. What is no more than a
 *     microsecond longer is never too long
 * @param codeBytesRatio longest code, as a multiple of the stable version's; 1 or more
 * @param leastRows rows before encode time is judged; 1 or more
 */
public record EvidenceSettings(
        double alpha, double margin, double moreAlerts, double encodeTimeRatio, double codeBytesRatio, long leastRows) {

    /** What holds where nobody says otherwise. */
    public static final EvidenceSettings DEFAULT = new EvidenceSettings(0.05, 0.02, 1.5, 2, 1.5, 1000);

    /** Checks. */
    public EvidenceSettings {
        require("alpha", alpha, alpha > 0 && alpha < 1, "above 0, below 1");
        require("margin", margin, margin > 0 && margin < 1, "above 0, below 1");
        require("moreAlerts", moreAlerts, moreAlerts >= 1 && moreAlerts < Double.MAX_VALUE, ">= 1");
        require("encodeTimeRatio", encodeTimeRatio, encodeTimeRatio > 1, "> 1");
        require("codeBytesRatio", codeBytesRatio, codeBytesRatio >= 1, ">= 1");
        require("leastRows", leastRows, leastRows >= 1, ">= 1");
    }

    /** What holds where nobody says otherwise than of these two. */
    public static EvidenceSettings of(double alpha, double margin) {
        return new EvidenceSettings(
                alpha, margin, DEFAULT.moreAlerts, DEFAULT.encodeTimeRatio, DEFAULT.codeBytesRatio, DEFAULT.leastRows);
    }

    private static void require(String name, Number value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
