package dev.narrows.trainer.fit;

import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.tensor.Pass;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What training makes small: a mean over rows and features of what lies between a row and its reconstruction. */
public enum Loss {
    /** Squared difference. */
    MSE {
        @Override
        Tensor of(Tensor values, Tensor target, Output output, Pass pass) {
            return torch.mse_loss(output.forward(values, pass), target);
        }
    },
    /** Absolute difference. */
    MAE {
        @Override
        Tensor of(Tensor values, Tensor target, Output output, Pass pass) {
            return torch.l1_loss(output.forward(values, pass), target);
        }
    },
    /** Squared up to a difference of 1, absolute beyond (Huber 1964). */
    HUBER {
        @Override
        Tensor of(Tensor values, Tensor target, Output output, Pass pass) {
            return torch.huber_loss(output.forward(values, pass), target);
        }
    },
    /** Binary cross-entropy, of values in 0 to 1; the output must be a sigmoid. */
    BCE {
        @Override
        Tensor of(Tensor values, Tensor target, Output output, Pass pass) {
            Tensor bounded =
                    torch.clamp(target, new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(1f)));
            return torch.binary_cross_entropy_with_logits(values, bounded);
        }

        @Override
        public Output output(Output asked) {
            if (asked != Output.AUTO && asked != Output.SIGMOID) {
                throw new IllegalArgumentException("output: " + asked + " (expected: SIGMOID, as the loss is BCE)");
            }
            return Output.SIGMOID;
        }
    };

    /**
     * A scalar, averaged over rows and features.
     *
     * @param values of the last layer [n, dim], before {@code output}
     * @param target normalised rows [n, dim]
     */
    abstract Tensor of(Tensor values, Tensor target, Output output, Pass pass);

    /** The output that a network needs for this loss, where {@code asked} is asked for. */
    public Output output(Output asked) {
        return asked;
    }
}
