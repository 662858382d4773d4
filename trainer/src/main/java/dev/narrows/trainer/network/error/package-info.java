/**
 * What is said of a row once it is reconstructed: {@link dev.narrows.trainer.network.error.Score}, with the plain errors.
 * The others are in {@link dev.narrows.trainer.score}.
 */
@NullMarked
package dev.narrows.trainer.network.error;

import org.jspecify.annotations.NullMarked;
