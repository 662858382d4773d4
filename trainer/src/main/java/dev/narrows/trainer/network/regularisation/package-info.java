/**
 * What keeps an autoencoder from copying its input: noise on rows, penalties on latents, latents that are distributions,
 * a discriminator. Layers that do nothing when served; their penalties go to the {@link dev.narrows.trainer.tensor.Pass}.
 */
@NullMarked
package dev.narrows.trainer.network.regularisation;

import org.jspecify.annotations.NullMarked;
