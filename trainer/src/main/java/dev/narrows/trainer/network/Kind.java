package dev.narrows.trainer.network;

import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.network.layer.Stack;
import dev.narrows.trainer.network.regularisation.Discriminator;
import dev.narrows.trainer.network.regularisation.GaussianHead;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import java.util.List;

/** What sort of autoencoder, by name: what lies between its hidden layers and its latent, and of what sort those are. */
public enum Kind {
    /** The best of several for the data at hand: whoever trains tries them. No network is of this kind. */
    AUTO {
        @Override
        Body body(int inputDim, NetworkSettings settings) {
            throw new IllegalStateException("kind: AUTO (expected: chosen)");
        }
    },
    /**
     * Principal components, each in levels of its own, found without gradients: see {@code TransformFit}. No hidden layers.
     */
    LINEAR(true),
    /** Linear, with levels for each of several classes of rows, of which each row takes the one that loses least. */
    CLASSIFIED(true),
    /** A book of 256 entries for each piece of a row, found by k-means (product quantisation): see {@code VectorFit}. */
    PQ(true),
    /** The same for groups of principal components (optimised product quantisation). */
    OPQ(true),
    /** A book for what is left of the principal components after the books before it (residual quantisation). */
    RVQ(true),
    /** Fully connected layers, trained to give back what they are given. */
    DENSE,
    /** Dense, given rows with noise and trained to give them back without: see {@link Noise}. */
    DENOISING {
        @Override
        Noise noise(Noise asked) {
            return asked.kind() == Noise.Kind.NONE ? Noise.DEFAULT : asked;
        }
    },
    /** Dense, with few latent values that are active: see {@link Sparsity}. */
    SPARSE {
        @Override
        Sparsity sparsity(Sparsity asked) {
            return asked.kind() == Sparsity.Kind.NONE ? Sparsity.DEFAULT : asked;
        }
    },
    /** Dense, with latents that are distributions near the standard normal one: see {@link GaussianHead}. */
    VARIATIONAL {
        @Override
        Layer head(int width, int inputDim, NetworkSettings settings) {
            return GaussianHead.of(
                    lastName(settings), width, settings.latent(), settings.beta(), settings.warmUp(), inputDim);
        }
    },
    /** Dense, with latents that a discriminator cannot tell from standard normal ones: see {@link Discriminator}. */
    ADVERSARIAL {
        @Override
        Layer head(int width, int inputDim, NetworkSettings settings) {
            return new Stack(List.of(
                    super.head(width, inputDim, settings),
                    Discriminator.of("discriminator", settings.latent(), settings.adversarialWeight())));
        }
    },
    /** Convolutions in one or two dimensions, and transposed ones on the way back: see {@link ConvolutionSettings}. */
    CONVOLUTIONAL {
        @Override
        Body body(int inputDim, NetworkSettings settings) {
            return Body.convolutional(inputDim, settings);
        }

        @Override
        List<Integer> hidden() {
            return List.of();
        }
    };

    private final boolean closedForm;

    Kind() {
        this(false);
    }

    Kind(boolean closedForm) {
        this.closedForm = closedForm;
    }

    /** Whether it is computed from the rows at once, without epochs. */
    public boolean closedForm() {
        return closedForm;
    }

    /** Hidden layers where nothing else is asked for. */
    List<Integer> hidden() {
        return closedForm ? List.of() : List.of(512, 256);
    }

    /** The noise of its rows while training, where {@code asked} is asked for. */
    Noise noise(Noise asked) {
        return asked;
    }

    /** The sparsity of its latents, where {@code asked} is asked for. */
    Sparsity sparsity(Sparsity asked) {
        return asked;
    }

    /** The hidden layers. */
    Body body(int inputDim, NetworkSettings settings) {
        return Body.dense(inputDim, settings);
    }

    /** From the last hidden layer's values [n, width] to the latent. */
    Layer head(int width, int inputDim, NetworkSettings settings) {
        return new Dense(lastName(settings), width, settings.latent(), 1);
    }

    private static String lastName(NetworkSettings settings) {
        return "encoder." + settings.hidden().size();
    }
}
