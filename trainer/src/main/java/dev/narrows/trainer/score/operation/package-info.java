/**
 * Operations that several scores share, each as tensors and as nodes of a graph that compute the same. Learns
 * nothing.
 */
@NullMarked
package dev.narrows.trainer.score.operation;

import org.jspecify.annotations.NullMarked;
