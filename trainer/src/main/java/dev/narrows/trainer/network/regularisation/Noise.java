package dev.narrows.trainer.network.regularisation;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Spoils normalised rows while training, whose unspoilt form the network has to give back: what it learns from that is
 * what belongs together, not how to copy (Vincent et al. 2010). Does nothing when served.
 *
 * @param kind of noise
 * @param level how much, see {@link Kind}
 */
public record Noise(Kind kind, double level) implements Layer {

    /** None at all. */
    public static final Noise NONE = new Noise(Kind.NONE, 0);

    /** What a denoising autoencoder gets that was asked for nothing else. */
    public static final Noise DEFAULT = new Noise(Kind.GAUSSIAN, 0.1);

    /** What is done to values. */
    public enum Kind {
        /** Nothing; the level is 0. */
        NONE {
            @Override
            Tensor spoil(Tensor x, double level, Pass pass) {
                return x;
            }
        },
        /** Normal noise is added; the level is its standard deviation in normalised units. */
        GAUSSIAN {
            @Override
            Tensor spoil(Tensor x, double level, Pass pass) {
                return x.add(pass.normal(x), new Scalar((float) level));
            }
        },
        /** Values become 0, in normalised units; the level is their share. */
        MASKING {
            @Override
            Tensor spoil(Tensor x, double level, Pass pass) {
                return torch.where(pass.uniform(x).lt(new Scalar((float) level)), new Scalar(0f), x);
            }
        },
        /** Values become the smallest or the largest of their feature in the batch; the level is their share. */
        SALT_AND_PEPPER {
            @Override
            Tensor spoil(Tensor x, double level, Pass pass) {
                Tensor chance = pass.uniform(x);
                Tensor salted = torch.where(chance.lt(new Scalar((float) level)), x.amax(new long[] {0}, true), x);
                return torch.where(chance.lt(new Scalar((float) (level / 2))), x.amin(new long[] {0}, true), salted);
            }
        };

        abstract Tensor spoil(Tensor x, double level, Pass pass);
    }

    /** Checks the level. */
    public Noise {
        boolean right = switch (kind) {
            case NONE -> level == 0;
            case GAUSSIAN -> level > 0 && level <= 10;
            case MASKING, SALT_AND_PEPPER -> level > 0 && level < 1;
        };
        if (!right) {
            throw new IllegalArgumentException(
                    "noise level: " + level + " (expected: 0 for none, above 0 and at most 10"
                            + " for gaussian, above 0 and below 1 for masking and salt-and-pepper)");
        }
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.training() ? kind.spoil(x, level, pass) : x;
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return x;
    }
}
