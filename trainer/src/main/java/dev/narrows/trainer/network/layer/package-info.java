/**
 * Steps of a network, each with its libtorch forward and its ONNX export side by side, so that what was trained and what
 * is served stay one thing: {@link dev.narrows.trainer.network.layer.Layer}. Convolutions have a package of their own.
 */
@NullMarked
package dev.narrows.trainer.network.layer;

import org.jspecify.annotations.NullMarked;
