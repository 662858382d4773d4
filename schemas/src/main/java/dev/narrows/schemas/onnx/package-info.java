/**
 * Model versions that run: sessions that live as long as somebody holds a lease, the checks that a version must pass
 * before it is used, and the encoder and decoder that a thread owns. Start with {@link
 * dev.narrows.schemas.onnx.OnnxModel}. With the package session the home of ONNX Runtime, whose types do not leave
 * the two.
 */
@NullMarked
package dev.narrows.schemas.onnx;

import org.jspecify.annotations.NullMarked;
