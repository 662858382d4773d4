package dev.narrows.trainer.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The values of a network's parameters. All trained ones lie in one flat float32 tensor, one after the other, and so do
 * their gradients: an optimiser, a checkpoint or a sum over workers is then one operation. The fixed ones (ranges of a
 * quantiser, say) lie in a second.
 *
 * <p>A {@link #replica()} shares the values and has gradients of its own, for another thread to compute them. One thread
 * at a time may use an instance. Close replicas first; {@link #close()} frees the native memory.
 */
public final class Weights implements AutoCloseable {

    private final List<Parameter> parameters;
    private final Tensor trained;
    private final Tensor fixed;
    private final Tensor gradient;
    private final boolean owner;
    private final Map<String, Tensor> byName = new LinkedHashMap<>();

    private Weights(List<Parameter> parameters, Tensor trained, Tensor fixed, boolean owner) {
        this.parameters = parameters;
        this.trained = trained;
        this.fixed = fixed;
        this.owner = owner;
        this.gradient = torch.zeros_like(trained);
        long trainedFrom = 0;
        long fixedFrom = 0;
        for (Parameter parameter : parameters) {
            int count = parameter.shape().count();
            long[] shape = parameter.shape().sizes();
            if (parameter.trained()) {
                byName.put(parameter.name(), leaf(trainedFrom, count, shape));
                trainedFrom += count;
            } else {
                byName.put(parameter.name(), view(fixed, fixedFrom, count, shape));
                fixedFrom += count;
            }
        }
    }

    /** Values to start from: normal ones of each parameter's spread, the same for the same seed on every machine. */
    public static Weights start(List<Parameter> parameters, long seed) {
        float[] trained = new float[count(parameters, true)];
        Random random = new Random(seed);
        int at = 0;
        for (Parameter parameter : parameters) {
            if (parameter.trained()) {
                for (int end = at + parameter.shape().count(); at < end; at++) {
                    double away = parameter.spread() == 0 ? 0 : random.nextGaussian() * parameter.spread();
                    trained[at] = (float) (parameter.start() + away);
                }
            }
        }
        float[] fixed = new float[count(parameters, false)];
        int next = 0;
        for (Parameter parameter : parameters) {
            if (!parameter.trained()) {
                int end = next + parameter.shape().count();
                Arrays.fill(fixed, next, end, (float) parameter.start());
                next = end;
            }
        }
        return new Weights(
                List.copyOf(parameters),
                Torch.tensor(trained, trained.length),
                Torch.tensor(fixed, fixed.length),
                true);
    }

    /** The same values on that device, as an instance of its own; this one stays open. */
    public Weights copyOn(Device device) {
        try (Tensor movedTrained = device.move(trained);
                Tensor movedFixed = device.move(fixed)) {
            return new Weights(parameters, movedTrained.clone(), movedFixed.clone(), true);
        }
    }

    /** The same values with gradients of its own. */
    public Weights replica() {
        return new Weights(parameters, trained, fixed, false);
    }

    /** Whether this is no {@link #replica()}: the one instance that may change fixed parameters while others compute. */
    public boolean first() {
        return owner;
    }

    /** All trained values as one tensor [n]. Changing it changes the network. */
    public Tensor trained() {
        return trained;
    }

    /** Where backward passes add up this instance's gradients, in the order of {@link #trained()}. */
    public Tensor gradient() {
        return gradient;
    }

    /**
     * A copy in which the weights of each served layer are what {@code change} makes of them. This one stays open.
     */
    public Weights changed(Change change) {
        Snapshot now = snapshot();
        float[] values = now.trained();
        int from = 0;
        for (Parameter parameter : parameters) {
            int count = parameter.shape().count();
            if (parameter.weight()) {
                float[] part = Arrays.copyOfRange(values, from, from + count);
                int rows = (int) parameter.shape().sizes()[0];
                System.arraycopy(change.of(parameter.name(), part, rows), 0, values, from, count);
            }
            from += parameter.trained() ? count : 0;
        }
        return new Weights(
                parameters, Torch.tensor(values, values.length), Torch.tensor(now.fixed(), now.fixed().length), true);
    }

    /** Where the weights of each served layer lie in {@link #trained()}; its biases and other parameters are not among them. */
    public List<Span> servedWeights() {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (Parameter parameter : parameters) {
            int count = parameter.shape().count();
            if (parameter.weight()) {
                spans.add(new Span(from, count));
            }
            from += parameter.trained() ? count : 0;
        }
        return spans;
    }

    /** All values, trained and fixed, as they are now. */
    public Snapshot snapshot() {
        return new Snapshot(Torch.values(trained), Torch.values(fixed));
    }

    /** Takes the values of an earlier {@link #snapshot()} of the same network. */
    public void restore(Snapshot snapshot) {
        try (Tensor earlier = Torch.tensor(snapshot.trained(), snapshot.trained().length);
                Tensor earlierFixed = Torch.tensor(snapshot.fixed(), snapshot.fixed().length)) {
            trained.copy_(earlier);
            fixed.copy_(earlierFixed);
        }
    }

    /** A parameter's tensor; a trained one takes gradients. */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("parameter: " + name + " (expected: one of " + byName.keySet() + ")");
        }
        return tensor;
    }

    /** A copy of a parameter's values, row-major. */
    public float[] values(String name) {
        return Torch.values(get(name));
    }

    /** Sets a fixed parameter. */
    public void set(String name, Tensor values) {
        get(name).copy_(values);
    }

    /** Replaces the values of a parameter, row-major in its own shape. */
    public void set(String name, float[] values) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            set(name, Torch.tensor(values, values.length).view(get(name).sizes()));
        }
    }

    @Override
    public void close() {
        byName.values().forEach(Tensor::close);
        gradient.close();
        if (owner) {
            trained.close();
            fixed.close();
        }
    }

    private Tensor leaf(long from, int count, long[] shape) {
        try (Tensor values = view(trained, from, count, shape);
                Tensor gradients = view(gradient, from, count, shape)) {
            Tensor leaf = values.detach();
            leaf.requires_grad_(true);
            leaf.mutable_grad().put(gradients);
            return leaf;
        }
    }

    private static Tensor view(Tensor flat, long from, int count, long[] shape) {
        try (Tensor part = flat.narrow(0, from, count)) {
            return part.view(shape);
        }
    }

    private static int count(List<Parameter> parameters, boolean trained) {
        return parameters.stream()
                .filter(parameter -> parameter.trained() == trained)
                .mapToInt(parameter -> parameter.shape().count())
                .sum();
    }

    /**
     * Values in a row.
     *
     * @param from index of the first
     * @param count how many
     */
    public record Span(int from, int count) {}

    /** Other values for a parameter. */
    @FunctionalInterface
    public interface Change {
        /**
         * As many as there are.
         *
         * @param name of the parameter
         * @param values row-major
         * @param rows that they are: one for each output of a layer, or each input channel of a transposed convolution
         */
        float[] of(String name, float[] values, int rows);
    }

    /** Values at one moment. The arrays are not copied: nobody changes them. */
    public static final class Snapshot {

        private final float[] trained;
        private final float[] fixed;

        /** Values in the order of {@link Weights#trained()}, and those that gradients do not change. */
        public Snapshot(float[] trained, float[] fixed) {
            this.trained = trained;
            this.fixed = fixed;
        }

        /** Those that gradients change. */
        public float[] trained() {
            return trained;
        }

        /** The others. */
        public float[] fixed() {
            return fixed;
        }
    }
}
