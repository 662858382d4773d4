/**
 * A model made elsewhere, with PyTorch say, becomes a version like any other: two ONNX files and a sheet that describes them
 * in; manifest, threshold, check vector and baseline out. Entry: {@link dev.narrows.trainer.adopt.Adoption}. Changes nothing
 * in the graphs, and publishes nothing.
 */
@NullMarked
package dev.narrows.trainer.adopt;

import org.jspecify.annotations.NullMarked;
