package dev.narrows.trainer.report;

import java.util.List;

/**
 * A row as it was and as it came back.
 *
 * @param row its number in its part of the data, from 0
 * @param score that the model gives it
 * @param alerts whether that is above the threshold, before it was rounded
 * @param features numbers of the values that are shown, rising
 * @param values as they were: raw, or standardised where features stand for themselves
 * @param back as they came back, alike
 */
record ShownRow(int row, float score, boolean alerts, List<Integer> features, List<Float> values, List<Float> back) {}
