package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.book.VectorFit;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.fit.FitRecord;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.fit.repeat.Restarts;
import dev.narrows.trainer.judge.ModelCost;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Owned;
import dev.narrows.trainer.transform.TransformFit;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that was fitted to the training part and is not yet chosen, judged or calibrated.
 *
 * @param settings that made it
 * @param network with the only weights that are left; whoever has the candidate closes it
 * @param fit how they were found
 * @param weights what they are kept as
 * @param costs of forms of it that were compared, empty where there was nothing to choose from
 */
record Candidate(
        TrainSettings settings, TrainedNetwork network, FitRecord fit, WeightsChoice weights, List<ModelCost> costs)
        implements AutoCloseable {

    /** Fits one; {@code settings} say which. */
    static Candidate fit(Split split, TrainSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        return settings.network().kind().closedForm()
                ? closedForm(split, settings)
                : trained(split, settings, listener, checkpoints);
    }

    /** The network that {@code settings} make of those rows without epochs; the caller closes it. */
    static TrainedNetwork closedForm(Dataset rows, TrainSettings settings) {
        NetworkSettings shape = settings.network();
        Normalisation normalisation = Normalisation.centred(rows, shape.scaling());
        int bytes = shape.codeBytes();
        long seed = settings.fit().seed();
        return switch (shape.kind()) {
            case PQ, OPQ, RVQ -> VectorFit.fit(rows, normalisation, shape.kind(), bytes, seed);
            case CLASSIFIED -> TransformFit.fit(rows, normalisation, bytes, shape.classes(), seed);
            default -> TransformFit.fit(rows, normalisation, bytes, 1, seed);
        };
    }

    private static Candidate closedForm(Split split, TrainSettings settings) {
        long start = System.nanoTime();
        try (Owned<TrainedNetwork> network = new Owned<>(closedForm(split.train(), settings), TrainedNetwork::close)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Fitted.Epoch only = new Fitted.Epoch(
                    1,
                    true,
                    mean(network.get().errors(split.train())),
                    mean(network.get().errors(split.validation())));
            FitRecord record = new FitRecord(List.of(only), only, 1, Device.CPU, seconds);
            return new Candidate(settings, network.handOn(), record, WeightsChoice.FLOAT32, List.of());
        }
    }

    private static Candidate trained(
            Split split, TrainSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        NetworkSettings shape = settings.network();
        Normalisation normalisation = Normalisation.of(split.train(), shape.scaling());
        Autoencoder network = Autoencoder.of(split.train().dim(), normalisation, shape);
        Fitted whole = Restarts.fit(network, split.train(), split.validation(), settings.fit(), listener, checkpoints);
        Pruned pruned =
                Pruned.of(network, whole, split, settings.fit(), new FitCallbacks(listener, checkpoints.of("pruned")));
        Rounded rounded = Rounded.of(
                network, pruned.fitted(), split, settings, new FitCallbacks(listener, checkpoints.of("rounded")));
        return new Candidate(settings, rounded.network(), rounded.fit(), rounded.choice(), costs(pruned, rounded));
    }

    /** Each form once: what was pruned is what was rounded. */
    private static List<ModelCost> costs(Pruned pruned, Rounded rounded) {
        boolean both = !pruned.costs().isEmpty() && !rounded.costs().isEmpty();
        List<ModelCost> costs = new ArrayList<>(pruned.costs());
        costs.addAll(both ? rounded.costs().subList(1, 2) : rounded.costs());
        return costs;
    }

    /** What it costs and loses on the validation part, through its graphs, with features in those units. */
    ModelCost cost(Split split, float[] units) {
        return ModelCost.of(name(), UncalibratedModel.of(network, split.validation()), split.validation(), units);
    }

    /** What a person calls it, for example {@code dense 512,256 int8}. */
    String name() {
        NetworkSettings shape = settings.network();
        StringBuilder name = new StringBuilder(Words.of(shape.kind()));
        if (shape.kind() == Kind.CLASSIFIED) {
            name.append(", ").append(shape.classes()).append(" classes");
        }
        shape.hidden().forEach(width -> name.append(' ').append(width));
        return weights == WeightsChoice.INT8 ? name.append(", int8").toString() : name.toString();
    }

    @Override
    public void close() {
        network.close();
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
