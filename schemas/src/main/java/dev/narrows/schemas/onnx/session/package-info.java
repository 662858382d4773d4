/**
 * Where a model runs and with how much of the machine: execution providers, sessions' settings, and ONNX Runtime
 * started once from a folder of its own. Entry: {@link dev.narrows.schemas.onnx.session.ProviderChoice}. Knows
 * nothing of what a graph computes.
 */
@NullMarked
package dev.narrows.schemas.onnx.session;

import org.jspecify.annotations.NullMarked;
