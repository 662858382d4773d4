/**
 * What a graph may contain, read from its bytes before anything native sees them. Entry: {@link
 * dev.narrows.schemas.onnx.rules.GraphRules}. Loads no native library.
 */
@NullMarked
package dev.narrows.schemas.onnx.rules;

import org.jspecify.annotations.NullMarked;
