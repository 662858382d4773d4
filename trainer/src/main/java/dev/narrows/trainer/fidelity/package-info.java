/**
 * What a model's manifest tells for corrections: the ranges of the features, and what was learned of their values for each
 * fidelity that was asked for. Entry: {@link dev.narrows.trainer.fidelity.Correctors}.
 */
package dev.narrows.trainer.fidelity;
