/**
 * Model versions that run: execution providers, sessions that live as long as somebody holds a lease, the checks that a
 * version must pass before it is used, and the encoder and decoder that a thread owns. Start with {@link
 * dev.narrows.schemas.onnx.OnnxModel}. The home of ONNX Runtime; its types do not leave this package.
 */
@NullMarked
package dev.narrows.schemas.onnx;

import org.jspecify.annotations.NullMarked;
