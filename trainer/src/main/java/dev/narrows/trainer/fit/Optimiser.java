package dev.narrows.trainer.fit;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns gradients into steps, on a slice of a network's flat weights; the slices of several workers make up the whole.
 * One thread. {@link #close()} frees what it remembers.
 */
public sealed interface Optimiser extends AutoCloseable {

    /** Which one. */
    enum Kind {
        /** Adaptive moments (Kingma and Ba 2015). */
        ADAM,
        /** Adam whose weight decay is apart from the gradient (Loshchilov and Hutter 2019). */
        ADAMW,
        /** Gradient descent with a momentum of 0.9. */
        SGD
    }

    /** Changes {@code weights} [n] by a step against {@code gradient} [n], which it may spoil. */
    void step(Tensor weights, Tensor gradient, double learningRate);

    /** What it remembers, tensors [n] that {@link #step} changes in place. */
    List<Tensor> memory();

    /** Steps so far. */
    default int steps() {
        return 0;
    }

    /** Counts on from that many steps. */
    default void resume(int steps) {}

    @Override
    void close();

    /** A fresh one for weights of the size of {@code weights}. */
    static Optimiser of(FitSettings settings, Tensor weights) {
        return switch (settings.optimiser()) {
            case ADAM -> new Adam(weights, 0);
            case ADAMW -> new Adam(weights, settings.l2());
            case SGD -> new Sgd(weights);
        };
    }

    /**
     * {@code m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w = w - r (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e)},
     * after {@code w = w (1 - r decay)}, with b1 0.9, b2 0.999, e 1e-8.
     */
    final class Adam implements Optimiser {
        private static final double FIRST = 0.9;
        private static final double SECOND = 0.999;
        private static final double EPSILON = 1e-8;

        private final Tensor mean;
        private final Tensor square;
        private final double decay;
        private int steps;

        private Adam(Tensor weights, double decay) {
            this.mean = torch.zeros_like(weights);
            this.square = torch.zeros_like(weights);
            this.decay = decay;
        }

        @Override
        public void step(Tensor weights, Tensor gradient, double learningRate) {
            steps++;
            if (decay > 0) {
                weights.mul_(new Scalar(1 - learningRate * decay));
            }
            mean.lerp_(gradient, new Scalar(1 - FIRST));
            square.mul_(new Scalar(SECOND)).addcmul_(gradient, gradient, new Scalar(1 - SECOND));
            double unbias = Math.sqrt(1 - Math.pow(SECOND, steps));
            Tensor spread = square.sqrt().add_(new Scalar(EPSILON * unbias));
            double size = learningRate * unbias / (1 - Math.pow(FIRST, steps));
            weights.addcdiv_(mean, spread, new Scalar(-size));
        }

        @Override
        public List<Tensor> memory() {
            return List.of(mean, square);
        }

        @Override
        public int steps() {
            return steps;
        }

        @Override
        public void resume(int done) {
            steps = done;
        }

        @Override
        public void close() {
            mean.close();
            square.close();
        }
    }

    /** {@code v = 0.9 v + g; w = w - r v}. */
    final class Sgd implements Optimiser {
        private static final double MOMENTUM = 0.9;

        private final Tensor velocity;

        private Sgd(Tensor weights) {
            this.velocity = torch.zeros_like(weights);
        }

        @Override
        public void step(Tensor weights, Tensor gradient, double learningRate) {
            velocity.mul_(new Scalar(MOMENTUM)).add_(gradient);
            weights.add_(velocity, new Scalar(-learningRate));
        }

        @Override
        public List<Tensor> memory() {
            return List.of(velocity);
        }

        @Override
        public void close() {
            velocity.close();
        }
    }
}
