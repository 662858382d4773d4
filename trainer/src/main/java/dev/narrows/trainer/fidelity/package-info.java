/**
 * What a model's manifest tells for corrections: the ranges of the features, and what was learned of their values for each
 * fidelity that was asked for. Entry: {@link dev.narrows.trainer.fidelity.Correctors}.
 */
@NullMarked
package dev.narrows.trainer.fidelity;

import org.jspecify.annotations.NullMarked;
