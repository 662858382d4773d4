package dev.narrows.trainer.fit;

import dev.narrows.trainer.checkpoint.Checkpoint;
import dev.narrows.trainer.checkpoint.SavedState;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.fit.batch.Batches;
import dev.narrows.trainer.fit.batch.MemoryBatches;
import dev.narrows.trainer.fit.batch.Order;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Owned;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the weights of an autoencoder in two phases: first the latent passes as it is; then its code learns the range of
 * the latents and the rest of the epochs trains through the rounding, so that encoder and decoder get used to it. The
 * result is the epoch of the second phase with the least validation loss.
 *
 * <p>Each step's rows are shared out to workers, one thread each, that meet twice a step ({@link Worker}): the result is
 * that of one thread but for the order of float additions, and the same for the same seed and number of workers.
 */
public final class Fit {

    private static final int VALIDATION_BATCH = 1024;
    private static final String WORKERS = "workers";
    private static final int CODE_ROWS = 20_000;
    /** Multiplications a step below which a second thread costs more than it brings. */
    private static final long WORTH_A_THREAD = 2_000_000;

    private final Autoencoder network;
    private final FitSettings settings;
    private final Batches train;
    private final Weights weights;
    private final Training training;
    private final Checkpoint checkpoint;
    private final @Nullable Pruner pruner;
    private final EpochHistory history = new EpochHistory();

    private Fit(
            Autoencoder network,
            FitSettings settings,
            Batches train,
            Weights weights,
            Training training,
            @Nullable Pruner pruner,
            Checkpoint checkpoint) {
        this.network = network;
        this.settings = settings;
        this.train = train;
        this.weights = weights;
        this.training = training;
        this.pruner = pruner;
        this.checkpoint = checkpoint;
    }

    /**
     * Trains from the seed's first weights.
     *
     * @param network shape to find weights for
     * @param trainRows rows to learn from
     * @param validationRows rows that decide when it is enough
     */
    public static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            ProgressListener listener) {
        return fit(network, trainRows, validationRows, settings, FitCallbacks.of(listener));
    }

    /**
     * The same with those callbacks. Where its checkpoint holds a state, goes on from there: what is found is, bit for bit, what
     * would have been found without the interrupt.
     *
     * @throws dev.narrows.trainer.checkpoint.CheckpointException where a state cannot be written or read
     */
    public static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            FitCallbacks callbacks) {
        return fit(network, trainRows, validationRows, settings, callbacks, null);
    }

    /** The same from those weights and their code, taking out the share of the settings, where {@code whole} is not null. */
    public static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            FitCallbacks callbacks,
            Weights.@Nullable Snapshot whole) {
        Torch.enter();
        Optional<SavedState> saved = callbacks.checkpoint().load();
        Device device = settings.device().resolve(Torch::isCudaAvailable);
        try (Owned<Weights> owned = new Owned<>(start(network, settings, device, whole), Weights::close);
                Batches train = Batches.of(trainRows, network.normalisation(), settings.batchSize(), device);
                MemoryBatches validation =
                        new MemoryBatches(some(validationRows), network.normalisation(), VALIDATION_BATCH, device);
                Pruner pruner = whole == null ? null : new Pruner(owned.get(), settings.prune(), settings.epochs());
                Training training = new Training(
                        network,
                        settings,
                        train,
                        validation,
                        owned.get(),
                        saved.map(Fit::workers).orElseGet(() -> workers(settings, train, owned.get(), device)),
                        pruner == null ? null : pruner.mask(),
                        callbacks.listener())) {
            Fit fit = new Fit(network, settings, train, owned.get(), training, pruner, callbacks.checkpoint());
            saved.ifPresent(fit::load);
            Epoch best = fit.run();
            FitRecord how =
                    new FitRecord(fit.history.epochs(), best, training.workers(), device, training.secondsPerEpoch());
            // What comes after a fit computes on the processor, as the service does.
            return new Fitted(
                    device == Device.CPU ? owned.handOn() : owned.get().copyOn(Device.CPU), how);
        }
    }

    private static Weights start(
            Autoencoder network, FitSettings settings, Device device, Weights.@Nullable Snapshot whole) {
        try (Owned<Weights> first = new Owned<>(network.start(settings.seed()), Weights::close)) {
            if (whole != null) {
                first.get().restore(whole);
            }
            return device == Device.CPU ? first.handOn() : first.get().copyOn(device);
        }
    }

    private Epoch run() {
        if (pruner != null) {
            epochs(true, 1, pruner.rising(), 0);
            return phase(true, pruner.rising() + 1, settings.epochs());
        }
        int quantised = Math.max(1, (int) Math.round(settings.epochs() * settings.quantisedShare()));
        int first = settings.epochs() - quantised;
        if (!history.reached(first + 1)) {
            if (first > 0) {
                phase(false, 1, first);
            }
            fitCode();
        }
        return phase(true, first + 1, settings.epochs());
    }

    private Epoch phase(boolean quantised, int from, int to) {
        epochs(quantised, from, to, settings.patience());
        weights.restore(history.bestWeights());
        return history.best();
    }

    private void epochs(boolean quantised, int from, int to, int patience) {
        history.begin(from);
        for (int number = history.next(from); number <= to && !history.exhausted(patience); number++) {
            if (pruner != null) {
                pruner.begin(number);
            }
            if (quantised && number > from) {
                renewCode();
            }
            history.add(training.epoch(number, quantised), weights);
            save();
        }
    }

    private void save() {
        if (checkpoint.keeps()) {
            Weights.Snapshot now = weights.snapshot();
            SavedState state = new SavedState()
                    .put("trained", now.trained())
                    .put("fixed", now.fixed())
                    .put(WORKERS, training.workers());
            history.save(state);
            training.save(state);
            checkpoint.save(state);
        }
    }

    private void load(SavedState state) {
        weights.restore(new Weights.Snapshot(state.floats("trained"), state.floats("fixed")));
        history.load(state);
        training.load(state, history.epochs().size());
    }

    private void fitCode() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            network.code().fit(latents(), weights);
        }
    }

    private void renewCode() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            network.code().renew(this::latents, weights);
        }
    }

    private Tensor latents() {
        return network.latent(train.sample(CODE_ROWS), Pass.plain(weights, false));
    }

    /** All rows, or as many as fit into memory, spread evenly. */
    private static Dataset some(Dataset data) {
        int fit = (int) Math.min(data.rows(), Batches.MOST_VALUES / 4 / data.dim());
        return fit == data.rows()
                ? data
                : Selection.of(
                        data,
                        IntStream.range(0, fit)
                                .map(i -> Order.bound(data.rows(), i, fit))
                                .toArray());
    }

    /** As many as before: their number decides in which order floats are added up. */
    private static int workers(SavedState state) {
        return (int) state.doubles(WORKERS)[0];
    }

    private static int workers(FitSettings settings, Batches train, Weights weights, Device device) {
        if (device == Device.CUDA) {
            // The device is many cores already.
            return 1;
        }
        if (settings.workers() > 0) {
            return settings.workers();
        }
        long work = train.size(0) * weights.trained().numel();
        long worth = Math.max(1, work / WORTH_A_THREAD);
        return (int) Math.min(worth, Runtime.getRuntime().availableProcessors());
    }
}
