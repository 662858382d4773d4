package dev.narrows.trainer.network.regularisation;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The last layer of a variational encoder (Kingma and Welling 2014): a mean and the logarithm of a variance for each
 * latent value. While training the latent is drawn, {@code z = mean + exp(logVariance / 2) e} with e standard normal, and
 * the divergence from a standard normal, {@code sum(exp(logVariance) + mean^2 - 1 - logVariance) / 2}, is penalised. When
 * served the latent is the mean.
 *
 * @param mean the layer of means
 * @param logVariance the layer of logarithms of variances
 * @param weight of the divergence of a row in the loss
 * @param warmUp share of all steps over which the weight rises from 0
 */
public record GaussianHead(Dense mean, Dense logVariance, double weight, double warmUp) implements Layer {

    private static final float LARGEST = 8;

    /**
     * One that makes {@code latent} values of {@code inputs}.
     *
     * @param beta weight of the divergence where the loss is a sum over features; the loss here is their mean, so it is
     *     divided by {@code features}
     */
    public static GaussianHead of(String name, int inputs, int latent, double beta, double warmUp, int features) {
        return new GaussianHead(
                new Dense(name, inputs, latent, 1),
                new Dense(name + ".variance", inputs, latent, 1),
                beta / features,
                warmUp);
    }

    @Override
    public List<Parameter> parameters() {
        return Stream.concat(
                        mean.parameters().stream(),
                        logVariance.parameters().stream().map(Parameter::unserved))
                .toList();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor centre = mean.forward(x, pass);
        if (!pass.training()) {
            return centre;
        }
        Tensor spread = torch.clamp(
                logVariance.forward(x, pass),
                new ScalarOptional(new Scalar(-LARGEST)),
                new ScalarOptional(new Scalar(LARGEST)));
        Tensor divergence = spread.exp()
                .add(centre.square())
                .sub(spread)
                .sub(new Scalar(1f))
                .sum(new long[] {1})
                .mean();
        double risen = warmUp == 0 ? 1 : Math.min(1, pass.progress() / warmUp);
        pass.penalise(divergence.mul(new Scalar((float) (weight * risen / 2))));
        return centre.add(spread.mul(new Scalar(0.5f)).exp().mul(pass.normal(centre)));
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return mean.export(graph, x, weights);
    }
}
