package dev.narrows.trainer.fit;

import dev.narrows.trainer.checkpoint.Checkpoint;
import dev.narrows.trainer.checkpoint.SavedState;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
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
    private final MemoryBatches validation;
    private final Weights weights;
    private final Crew crew;
    private final List<Worker> workers;
    private final Schedule schedule;
    private final ProgressClock clock;
    private final Checkpoint checkpoint;
    private final Standing standing = new Standing();

    private Fit(
            Autoencoder network,
            FitSettings settings,
            Batches train,
            MemoryBatches validation,
            List<Weights> instances,
            Crew crew,
            @Nullable Tensor mask,
            Course course) {
        this.network = network;
        this.settings = settings;
        this.train = train;
        this.validation = validation;
        this.weights = instances.get(0);
        this.crew = crew;
        this.workers = Worker.crew(network, instances, settings, mask);
        this.schedule = Schedule.of(settings.schedule());
        this.clock = new ProgressClock(course.listener(), settings.epochs(), train.steps());
        this.checkpoint = course.checkpoint();
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
        return fit(network, trainRows, validationRows, settings, Course.of(listener));
    }

    /**
     * The same on that course. Where its checkpoint holds a state, goes on from there: what is found is, bit for bit, what
     * would have been found without the interrupt.
     *
     * @throws dev.narrows.trainer.checkpoint.CheckpointException where a state cannot be written or read
     */
    public static Fitted fit(
            Autoencoder network, Dataset trainRows, Dataset validationRows, FitSettings settings, Course course) {
        return fit(network, trainRows, validationRows, settings, course, null);
    }

    /** The same from the weights of {@code pruned}, where it is not null; those that it has taken out stay out. */
    static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            Course course,
            @Nullable PrunedWeights pruned) {
        Torch.enter();
        Optional<SavedState> saved = course.checkpoint().load();
        Device device = settings.device().resolve(Torch::isCudaAvailable);
        Weights weights = start(network, settings, device);
        if (pruned != null) {
            weights.restore(pruned.weights());
        }
        List<Weights> instances = new ArrayList<>(List.of(weights));
        try (Batches train = Batches.of(trainRows, network.normalisation(), settings.batchSize(), device);
                MemoryBatches validation =
                        new MemoryBatches(some(validationRows), network.normalisation(), VALIDATION_BATCH, device);
                Crew crew =
                        new Crew(saved.map(Fit::workers).orElseGet(() -> workers(settings, train, weights, device)))) {
            while (instances.size() < crew.size()) {
                instances.add(weights.replica());
            }
            Tensor mask = pruned == null ? null : device.move(Torch.tensor(pruned.mask(), pruned.mask().length));
            Fit fit = new Fit(network, settings, train, validation, instances, crew, mask, course);
            try {
                saved.ifPresent(fit::load);
                Epoch best = fit.run();
                return new Fitted(
                        served(weights, device),
                        fit.standing.history(),
                        best,
                        crew.size(),
                        device,
                        fit.clock.secondsPerEpoch());
            } finally {
                fit.workers.forEach(Worker::close);
                instances.subList(1, instances.size()).forEach(Weights::close);
            }
        }
    }

    private static Weights start(Autoencoder network, FitSettings settings, Device device) {
        Weights first = network.start(settings.seed());
        if (device == Device.CPU) {
            return first;
        }
        try (first) {
            return first.copyOn(device);
        }
    }

    /** What comes after a fit computes on the processor, as the service does. */
    private static Weights served(Weights weights, Device device) {
        if (device == Device.CPU) {
            return weights;
        }
        try (weights) {
            return weights.copyOn(Device.CPU);
        }
    }

    private Epoch run() {
        int quantised = Math.max(1, (int) Math.round(settings.epochs() * settings.quantisedShare()));
        int first = settings.epochs() - quantised;
        if (!standing.reached(first + 1)) {
            if (first > 0) {
                phase(false, 1, first);
            }
            fitCode();
        }
        return phase(true, first + 1, settings.epochs());
    }

    private Epoch phase(boolean quantised, int from, int to) {
        standing.begin(from);
        for (int number = standing.next(from); number <= to && !standing.exhausted(settings.patience()); number++) {
            if (quantised && number > from) {
                renewCode();
            }
            Epoch epoch = epoch(number, quantised);
            schedule.validated(epoch.validationLoss());
            standing.add(epoch, weights);
            save();
        }
        weights.restore(standing.bestWeights());
        return standing.best();
    }

    private void save() {
        if (checkpoint.keeps()) {
            Weights.Snapshot now = weights.snapshot();
            SavedState state = new SavedState()
                    .put("trained", now.trained())
                    .put("fixed", now.fixed())
                    .put("schedule", schedule.memory())
                    .put(WORKERS, crew.size())
                    .put("seconds", clock.seconds());
            standing.save(state);
            Worker.save(workers, state);
            checkpoint.save(state);
        }
    }

    private void load(SavedState state) {
        weights.restore(new Weights.Snapshot(state.floats("trained"), state.floats("fixed")));
        schedule.resume(state.doubles("schedule"));
        standing.load(state);
        Worker.load(workers, state);
        clock.resume(standing.history().size(), state.doubles("seconds")[0]);
    }

    private Epoch epoch(int number, boolean quantised) {
        train.shuffle(settings.seed() * 1_000_003L + number);
        train.prepare(0);
        double[] losses = new double[crew.size()];
        long before = (long) (number - 1) * train.steps();
        double steps = (double) settings.epochs() * train.steps();
        crew.run(index -> {
            Worker worker = workers.get(index);
            for (int step = 0; step < train.steps(); step++) {
                double progress = (before + step) / steps;
                losses[index] += worker.gradients(train, step, quantised, progress, before + step);
                crew.meet();
                worker.update(settings.learningRate() * schedule.share(progress));
                if (index == 0) {
                    train.prepare(step + 1);
                }
                crew.meet();
                if (index == 0) {
                    clock.stepped(number, quantised, step + 1, losses, train);
                }
            }
        });
        double loss = sum(losses) / train.count();
        double validated = validate(quantised);
        if (!Double.isFinite(loss) || !Double.isFinite(validated)) {
            throw new DivergedException(number, loss, settings.learningRate());
        }
        clock.epochEnded(number, quantised, loss, validated);
        return new Epoch(number, quantised, loss, validated);
    }

    private double validate(boolean quantised) {
        double[] losses = new double[crew.size()];
        crew.run(index -> {
            int from = (int) ((long) validation.count() * index / crew.size());
            int to = (int) ((long) validation.count() * (index + 1) / crew.size());
            losses[index] = workers.get(index).validate(validation, from, to, VALIDATION_BATCH, quantised);
        });
        return sum(losses) / validation.count();
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

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
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
