package dev.narrows.trainer.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One way through a network: with which weights, for what purpose, and what layers have to say on the way. A pass that
 * trains draws random numbers that depend on its seed alone, and collects {@link #penalise penalties}. One thread, one
 * way through.
 */
public final class Pass {

    private final Weights weights;
    private final boolean training;
    private final boolean quantised;
    private final double progress;
    private final @Nullable Generator random;
    private final boolean constant;
    private final List<Tensor> penalties;

    private Pass(
            Weights weights,
            boolean training,
            boolean quantised,
            double progress,
            @Nullable Generator random,
            boolean constant,
            List<Tensor> penalties) {
        this.weights = weights;
        this.training = training;
        this.quantised = quantised;
        this.progress = progress;
        this.random = random;
        this.constant = constant;
        this.penalties = penalties;
    }

    /** As served. */
    public static Pass served(Weights weights) {
        return plain(weights, true);
    }

    /** As served, but for the latent, which goes straight on where {@code quantised} is false. */
    public static Pass plain(Weights weights, boolean quantised) {
        return new Pass(weights, false, quantised, 1, null, false, new ArrayList<>());
    }

    /**
     * With gradients, and with all that layers do only while they learn.
     *
     * @param progress share of all steps that are done, 0 to 1
     * @param seed of the random numbers that layers draw
     */
    public static Pass training(Weights weights, boolean quantised, double progress, long seed) {
        return new Pass(weights, true, quantised, progress, torch.make_generator_cpu(seed), false, new ArrayList<>());
    }

    /** The same pass, for layers whose weights this way must not change: they take no gradients. */
    public Pass constant() {
        return new Pass(weights, training, quantised, progress, random, true, penalties);
    }

    /** Values to compute with. */
    public Weights weights() {
        return weights;
    }

    /** Whether gradients are wanted; the way that is served otherwise. */
    public boolean training() {
        return training;
    }

    /** Whether the latent goes through its code, as it does when served, or straight on. */
    public boolean quantised() {
        return quantised;
    }

    /** Share of all steps that are done, 0 to 1. */
    public double progress() {
        return progress;
    }

    /** A parameter's tensor. */
    public Tensor parameter(String name) {
        Tensor values = weights.get(name);
        return constant ? values.detach() : values;
    }

    /** Standard normal values in the shape of {@code like}. Only in a pass that trains. */
    public Tensor normal(Tensor like) {
        return drawn(like, blank -> blank.normal_(0, 1, random()));
    }

    /** Values evenly between 0 and 1 in the shape of {@code like}. Only in a pass that trains. */
    public Tensor uniform(Tensor like) {
        return drawn(like, blank -> blank.uniform_(0, 1, random()));
    }

    /** Adds a scalar, already weighted and averaged over rows, to what training makes small. */
    public void penalise(Tensor penalty) {
        penalties.add(penalty);
    }

    /** {@code loss} and all penalties so far. */
    public Tensor penalised(Tensor loss) {
        Tensor sum = loss;
        for (Tensor penalty : penalties) {
            sum = sum.add(penalty);
        }
        return sum;
    }

    /** Drawn on the processor, wherever they go, so that a seed means the same numbers. */
    private static Tensor drawn(Tensor like, UnaryOperator<Tensor> draw) {
        Device device = Device.of(like);
        Tensor blank = torch.empty_like(device == Device.CPU ? like : like.cpu());
        return device == Device.CPU ? draw.apply(blank) : device.move(draw.apply(blank));
    }

    private GeneratorOptional random() {
        if (random == null) {
            throw new IllegalStateException("pass: served (expected: one that trains, where numbers are random)");
        }
        return new GeneratorOptional(random);
    }
}
