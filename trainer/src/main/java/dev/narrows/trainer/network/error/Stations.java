package dev.narrows.trainer.network.error;

/**
 * Rows at each station of their way through an autoencoder: tensors where libtorch computes, names where a graph is
 * written.
 *
 * @param raw in raw units [n, dim]
 * @param normal in the network's units [n, dim]
 * @param decoded their reconstructions, in the network's units [n, dim]
 * @param latent as the decoder saw it [n, dims]
 */
public record Stations<T>(T raw, T normal, T decoded, T latent) {}
