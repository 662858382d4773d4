package dev.narrows.stream.config;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.stream.config.check.Expected;
import dev.narrows.stream.config.check.SettingException;
import java.util.Map;

/** The keys of what is promised of each record. Stateless; any thread. */
final class FidelitySettings {

    private static final String MODE = "fidelity";
    private static final String BOUND = "fidelity.bound";
    private static final String UNIT = "fidelity.bound.unit";
    private static final String NON_FINITE = "fidelity.keep.non.finite";
    private static final String ESCAPE = "fidelity.escape";
    private static final String ANOMALIES = "exact.on.anomaly";

    private FidelitySettings() {}

    static void define() {
        SettingKeys.text(MODE, "lossy", Expected.oneOf("lossy", "bounded", "lossless"))
                .means(
                        "What is promised of a decoded vector: nothing (the code alone), every value within fidelity.bound,"
                                + " or every bit.");
        SettingKeys.text(BOUND, "", Expected.matching("[-+0-9.eE, ]*", "numbers above 0, comma separated"))
                .means("Most that a decoded value may differ, for bounded: one number, or one a feature.");
        SettingKeys.text(UNIT, "range", Expected.oneOf("range", "absolute"))
                .means("What fidelity.bound is in: range (0.01: a hundredth of the feature's range in training), or"
                        + " absolute (the values' own unit).");
        SettingKeys.flag(NON_FINITE, false)
                .means("Whether vectors with NaN or infinity are kept, bit for bit, instead of being dead letters;"
                        + " lossless only.");
        SettingKeys.text(ESCAPE, "", Expected.matching("[-+0-9.eE]*", "a number above 0"))
                .means(
                        "With lossy: a vector with a value further outside of its feature's range in training than this share"
                                + " of it is kept within that share, in place of a code that cannot follow it; empty for none.");
        SettingKeys.flag(ANOMALIES, false).means("Whether a record that raises an alert is kept bit for bit.");
    }

    /** @throws SettingException when they do not fit together */
    static Fidelity of(Map<String, Object> values) {
        try {
            return Fidelity.of(
                            SettingKeys.value(values, MODE, String.class),
                            SettingKeys.value(values, BOUND, String.class),
                            SettingKeys.value(values, UNIT, String.class),
                            SettingKeys.value(values, ANOMALIES, Boolean.class),
                            SettingKeys.value(values, NON_FINITE, Boolean.class))
                    .withEscape(SettingKeys.value(values, ESCAPE, String.class));
        } catch (IllegalArgumentException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        }
    }
}
