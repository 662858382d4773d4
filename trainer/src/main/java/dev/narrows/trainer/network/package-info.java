/**
 * An autoencoder from raw rows to raw rows, put together from settings by
 * {@link dev.narrows.trainer.network.Autoencoder}: normalisation, layers, how a latent becomes bytes, and what its error
 * is, each in a package below. Knows nothing of how weights are found.
 */
@NullMarked
package dev.narrows.trainer.network;

import org.jspecify.annotations.NullMarked;
