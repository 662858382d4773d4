package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.fit.FitRecord;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.repeat.Refit;
import dev.narrows.trainer.graph.WeightFormat;
import dev.narrows.trainer.judge.ModelCost;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.integer.IntegerForm;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.WeightsChoice;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.tensor.Owned;
import java.util.List;

/**
 * A network in the form in which it is served.
 *
 * @param network which; the only weights that are left, and whoever has it closes it
 * @param fit how they were found
 * @param costs of the form with float32 weights and of that with int8 weights, measured through their graphs on the
 *     validation part, with the plain error as their score; empty where there was nothing to choose from
 */
record Rounded(TrainedNetwork network, FitRecord fit, List<ModelCost> costs) {

    private static final double DEAREST = 1.01;
    /** Of the learning rate: the weights are nearly there. */
    private static final double SMALL_STEPS = 0.25;
    /** Of the epochs. */
    private static final double EPOCHS = 0.2;

    /**
     * Rounds what was fitted where that is asked for, trains it on so that it gets used to it, and chooses.
     *
     * @param fitted taken over: closed where its weights are not those of the result, or where this fails
     * @param callbacks hear of the training and keep its state
     */
    static Rounded of(Autoencoder network, Fitted fitted, Split split, TrainSettings settings, FitCallbacks callbacks) {
        try (Owned<TrainedNetwork> trained =
                new Owned<>(new TrainedNetwork(network, fitted.weights()), TrainedNetwork::close)) {
            WeightsChoice choice = settings.weights();
            if (choice == WeightsChoice.FLOAT32 || (choice == WeightsChoice.AUTO && !IntegerForm.faster(network))) {
                return new Rounded(trained.handOn(), fitted.record(), List.of());
            }
            Autoencoder whole = IntegerForm.of(trained.get(), split.train());
            try (Fitted after = Refit.fit(
                            whole, fitted, split.train(), split.validation(), refit(settings.fit()), callbacks);
                    Owned<TrainedNetwork> rounded =
                            new Owned<>(IntegerForm.served(whole, after.weights()), TrainedNetwork::close)) {
                ModelCost float32 = cost(trained.get(), split);
                ModelCost int8 = cost(rounded.get(), split);
                boolean taken = choice == WeightsChoice.INT8 || int8.loss() <= DEAREST * float32.loss();
                List<ModelCost> costs = List.of(float32, int8);
                return taken
                        ? new Rounded(rounded.handOn(), after.record(), costs)
                        : new Rounded(trained.handOn(), fitted.record(), costs);
            }
        }
    }

    /** What the weights of the chosen form are kept as. */
    WeightsChoice choice() {
        return network.format() == WeightFormat.INT8 ? WeightsChoice.INT8 : WeightsChoice.FLOAT32;
    }

    private static FitSettings refit(FitSettings settings) {
        return settings.toBuilder()
                .epochs(Math.max(2, (int) Math.round(EPOCHS * settings.epochs())))
                .learningRate(SMALL_STEPS * settings.learningRate())
                .build();
    }

    private static ModelCost cost(TrainedNetwork form, Split split) {
        String name = Words.of(form.format()) + " weights";
        float[] units = form.network().normalisation().featureUnits();
        return ModelCost.of(name, UncalibratedModel.of(form, split.validation()), split.validation(), units);
    }
}
