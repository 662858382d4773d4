package dev.narrows.trainer.network.regularisation;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A penalty on latents that are active, so that each row is told by few of them. Does nothing when served but for the
 * activation of the latent that belongs to it.
 *
 * @param kind of penalty
 * @param weight of the penalty in the loss, 0 or more
 * @param target mean activity of a latent value over rows that KL asks for, above 0 and below 1; the others ignore it
 */
public record Sparsity(Kind kind, double weight, double target) implements Layer {

    /** None at all. */
    public static final Sparsity NONE = new Sparsity(Kind.NONE, 0, 0.05);

    /** What a sparse autoencoder gets that was asked for nothing else. */
    public static final Sparsity DEFAULT = new Sparsity(Kind.L1, 1e-4, 0.05);

    private static final float LEAST = 1e-6f;

    /** What is penalised. */
    public enum Kind {
        /** Nothing. */
        NONE(Activation.LINEAR) {
            @Override
            Tensor penalty(Tensor latent, double target) {
                throw new IllegalStateException("sparsity: NONE (expected: one with a penalty)");
            }
        },
        /** The mean of the latent values, which are made 0 or more: many become exactly 0. */
        L1(Activation.RELU) {
            @Override
            Tensor penalty(Tensor latent, double target) {
                return latent.mean();
            }
        },
        /**
         * The mean over latent values, which are made 0 to 1, of {@code t log(t / m) + (1 - t) log((1 - t) / (1 - m))} with
         * target t and m the value's mean over the rows of a step (Ng 2011).
         */
        KL(Activation.SIGMOID) {
            @Override
            Tensor penalty(Tensor latent, double target) {
                Tensor mean = torch.clamp(
                        latent.mean(0),
                        new ScalarOptional(new Scalar(LEAST)),
                        new ScalarOptional(new Scalar(1 - LEAST)));
                Tensor active = mean.log().mul(new Scalar((float) -target));
                Tensor silent = mean.neg().add(new Scalar(1f)).log().mul(new Scalar((float) (target - 1)));
                double least = target * Math.log(target) + (1 - target) * Math.log(1 - target);
                return active.add(silent).mean().add(new Scalar((float) least));
            }
        };

        private final Activation activation;

        Kind(Activation activation) {
            this.activation = activation;
        }

        /** A scalar, 0 or more, of latents [n, dims]. */
        abstract Tensor penalty(Tensor latent, double target);
    }

    /** Checks ranges. */
    public Sparsity {
        if (!(weight >= 0)) {
            throw new IllegalArgumentException("sparsity weight: " + weight + " (expected: >= 0)");
        }
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("sparsity target: " + target + " (expected: above 0, below 1)");
        }
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor latent = kind.activation.forward(x, pass);
        if (pass.training() && kind != Kind.NONE) {
            pass.penalise(kind.penalty(latent, target).mul(new Scalar((float) weight)));
        }
        return latent;
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return kind.activation.export(graph, x, weights);
    }
}
