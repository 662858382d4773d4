package dev.narrows.trainer.fit;

import dev.narrows.trainer.checkpoint.SavedState;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.fit.batch.Batches;
import dev.narrows.trainer.fit.batch.MemoryBatches;
import dev.narrows.trainer.fit.progress.ProgressClock;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.fit.threads.WorkerThreads;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs epochs on all workers: gradients, updates at the rate that the schedule says, validation. Changes the weights that
 * it was made with, which stay the caller's, as do the rows. One thread; {@link #close()} ends the workers.
 */
final class Training implements AutoCloseable {

    private final FitSettings settings;
    private final Batches train;
    private final MemoryBatches validation;
    private final WorkerThreads threads;
    private final List<Weights> replicas = new ArrayList<>();
    private final List<Worker> workers;
    private final Schedule schedule;
    private final ProgressClock clock;

    /** @param mask 0 where a weight stays 0 and 1 elsewhere; null where all are free */
    Training(
            Autoencoder network,
            FitSettings settings,
            Batches train,
            MemoryBatches validation,
            Weights weights,
            int workers,
            @Nullable Tensor mask,
            ProgressListener listener) {
        this.settings = settings;
        this.train = train;
        this.validation = validation;
        this.threads = new WorkerThreads(workers);
        try {
            List<Weights> instances = new ArrayList<>(List.of(weights));
            for (int i = 1; i < workers; i++) {
                replicas.add(weights.replica());
            }
            instances.addAll(replicas);
            this.workers = Worker.oneEach(network, instances, settings, mask);
        } catch (RuntimeException | Error e) {
            threads.close();
            replicas.forEach(Weights::close);
            throw e;
        }
        this.schedule = Schedule.of(settings.schedule());
        this.clock = new ProgressClock(listener, settings.epochs(), train.steps());
    }

    /** One pass over the training rows and one over the validation rows. */
    Epoch epoch(int number, boolean quantised) {
        train.shuffle(settings.seed() * 1_000_003L + number);
        train.prepare(0);
        double[] losses = new double[threads.size()];
        long before = (long) (number - 1) * train.steps();
        double steps = (double) settings.epochs() * train.steps();
        threads.run(index -> {
            Worker worker = workers.get(index);
            for (int step = 0; step < train.steps(); step++) {
                double progress = (before + step) / steps;
                losses[index] += worker.gradients(train, step, quantised, progress, before + step);
                threads.meet();
                worker.update(settings.learningRate() * schedule.share(progress));
                if (index == 0) {
                    train.prepare(step + 1);
                }
                threads.meet();
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
        schedule.validated(validated);
        return new Epoch(number, quantised, loss, validated);
    }

    private double validate(boolean quantised) {
        double[] losses = new double[threads.size()];
        threads.run(index -> {
            int from = (int) ((long) validation.count() * index / threads.size());
            int to = (int) ((long) validation.count() * (index + 1) / threads.size());
            losses[index] = workers.get(index).validate(validation, from, to, validation.batchSize(), quantised);
        });
        return sum(losses) / validation.count();
    }

    /** Threads that take part. */
    int workers() {
        return threads.size();
    }

    /** Mean, with validation, and with the epochs before an interrupt. */
    double secondsPerEpoch() {
        return clock.secondsPerEpoch();
    }

    void save(SavedState state) {
        state.put("schedule", schedule.memory()).put("seconds", clock.seconds());
        Worker.save(workers, state);
    }

    /** Goes on from there, after that many epochs. */
    void load(SavedState state, int epochs) {
        schedule.resume(state.doubles("schedule"));
        clock.resume(epochs, state.doubles("seconds")[0]);
        Worker.load(workers, state);
    }

    @Override
    public void close() {
        threads.close();
        workers.forEach(Worker::close);
        replicas.forEach(Weights::close);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
