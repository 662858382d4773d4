/**
 * What an autoencoder computes: layers, normalisation, how a latent becomes bytes, and what its error is. Each part has
 * its libtorch forward and its ONNX export side by side, so that what was trained and what is served stay one thing.
 * {@link dev.narrows.trainer.network.Autoencoder} puts them together. Knows nothing of how weights are found.
 */
@NullMarked
package dev.narrows.trainer.network;

import org.jspecify.annotations.NullMarked;
