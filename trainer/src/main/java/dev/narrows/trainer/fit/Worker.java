package dev.narrows.trainer.fit;

import dev.narrows.trainer.checkpoint.SavedState;
import dev.narrows.trainer.fit.batch.Batches;
import dev.narrows.trainer.fit.batch.MemoryBatches;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One of the threads of a fit. In the first half of a step each computes the gradients of its part of the rows, in the
 * second each adds up all gradients for its slice of the weights and updates that. One thread.
 */
final class Worker implements AutoCloseable {

    private final int index;
    private final Autoencoder network;
    private final Weights weights;
    private final FitSettings settings;
    private final Tensor slice;
    private final List<Tensor> gradients = new ArrayList<>();
    private final Optimiser optimiser;
    private final @Nullable Tensor mask;

    private Worker(int index, Autoencoder network, List<Weights> all, FitSettings settings, @Nullable Tensor mask) {
        this.index = index;
        this.network = network;
        this.weights = all.get(index);
        this.settings = settings;
        long size = weights.trained().numel();
        long from = size * index / all.size();
        long length = size * (index + 1) / all.size() - from;
        this.slice = weights.trained().narrow(0, from, length);
        all.forEach(each -> gradients.add(each.gradient().narrow(0, from, length)));
        this.optimiser = Optimiser.of(settings, slice);
        this.mask = mask == null ? null : mask.narrow(0, from, length);
    }

    /**
     * As many as {@code all} has instances: the weights themselves and replicas of them.
     *
     * @param mask 0 where a weight stays 0 and 1 elsewhere, [n] as the weights; null where all are free
     */
    static List<Worker> oneEach(Autoencoder network, List<Weights> all, FitSettings settings, @Nullable Tensor mask) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            workers.add(new Worker(i, network, all, settings, mask));
        }
        return workers;
    }

    /**
     * Gradients of this worker's part of a step's rows; returns the sum of their losses, without penalties.
     *
     * @param progress share of all steps that are done
     * @param number of the step among all of the fit, from 0
     */
    double gradients(Batches batches, int step, boolean quantised, double progress, long number) {
        try (PointerScope scope = new PointerScope()) {
            Tensor rows = batches.part(step, index, gradients.size());
            if (rows.size(0) == 0) {
                return 0;
            }
            long noise = (settings.seed() * 1_000_003L + number) * gradients.size() + index;
            Pass pass = Pass.training(weights, quantised, progress, noise);
            Tensor loss = loss(rows, pass);
            double share = (double) rows.size(0) / batches.size(step);
            pass.penalised(loss).mul(new Scalar(share)).backward();
            return loss.item_float() * rows.size(0);
        }
    }

    /** Takes this worker's slice of all gradients and updates its slice of the weights. */
    void update(double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor sum = gradients.get(0);
            for (Tensor other : gradients.subList(1, gradients.size())) {
                sum.add_(other);
            }
            if (settings.l2() > 0 && settings.optimiser() != Optimiser.Kind.ADAMW) {
                sum.add_(slice, new Scalar(settings.l2()));
            }
            if (settings.l1() > 0) {
                sum.add_(slice.sign(), new Scalar(settings.l1()));
            }
            optimiser.step(slice, sum, learningRate);
            if (mask != null) {
                slice.mul_(mask);
            }
            gradients.forEach(Tensor::zero_);
        }
    }

    /** What all optimisers remember, each kind of it as one array of the size of the weights. */
    static void save(List<Worker> workers, SavedState state) {
        Optimiser first = workers.get(0).optimiser;
        state.put("optimiser.steps", first.steps());
        for (int kind = 0; kind < first.memory().size(); kind++) {
            float[] whole =
                    new float[Math.toIntExact(workers.get(0).weights.trained().numel())];
            int at = 0;
            for (Worker worker : workers) {
                float[] part = Torch.values(worker.optimiser.memory().get(kind));
                System.arraycopy(part, 0, whole, at, part.length);
                at += part.length;
            }
            state.put("optimiser." + kind, whole);
        }
    }

    /** Takes what {@link #save} saved. */
    static void load(List<Worker> workers, SavedState state) {
        int at = 0;
        for (Worker worker : workers) {
            worker.optimiser.resume((int) state.doubles("optimiser.steps")[0]);
            int length = Math.toIntExact(worker.slice.numel());
            for (int kind = 0; kind < worker.optimiser.memory().size(); kind++) {
                float[] part = Arrays.copyOfRange(state.floats("optimiser." + kind), at, at + length);
                try (Tensor earlier = Torch.tensor(part, length)) {
                    worker.optimiser.memory().get(kind).copy_(earlier);
                }
            }
            at += length;
        }
    }

    /** Sum of the losses of rows {@code from} to {@code to - 1}, without training. */
    double validate(MemoryBatches rows, int from, int to, int batch, boolean quantised) {
        double sum = 0;
        for (int at = from; at < to; at += batch) {
            int size = Math.min(batch, to - at);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                sum += (double) loss(rows.slice(at, size), Pass.plain(weights, quantised))
                                .item_float()
                        * size;
            }
        }
        return sum;
    }

    private Tensor loss(Tensor rows, Pass pass) {
        Tensor values = network.decode(network.latent(rows, pass), pass);
        return settings.loss().of(values, rows, network.output(), pass);
    }

    @Override
    public void close() {
        optimiser.close();
        slice.close();
        if (mask != null) {
            mask.close();
        }
        gradients.forEach(Tensor::close);
    }
}
