/**
 * A model version is tried in a process of its own before anybody loads it in theirs: a graph that crashes ONNX Runtime,
 * never ends or takes all memory takes that process down and no other. Start with {@link
 * dev.narrows.schemas.trial.ModelTrial}. Nothing here says what a version must be; {@link dev.narrows.schemas.onnx} does.
 */
@NullMarked
package dev.narrows.schemas.trial;

import org.jspecify.annotations.NullMarked;
