/**
 * Writes ONNX files: {@link dev.narrows.trainer.graph.Graph} takes nodes one by one and gives the bytes of a model. Home
 * of the generated ONNX messages; knows nothing of networks or of training.
 */
@NullMarked
package dev.narrows.trainer.graph;

import org.jspecify.annotations.NullMarked;
