package dev.narrows.trainer.network.regularisation;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.layer.Block;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.network.layer.Stack;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What makes an autoencoder adversarial (Makhzani et al. 2015): a small network that learns to tell latents from standard
 * normal values, while the encoder learns to make latents that it cannot tell. Part of training only; the latent passes
 * unchanged, and nothing of it is exported.
 *
 * <p>Both sides learn in the same step. The discriminator's loss sees latents without their gradients, the encoder's sees
 * the discriminator's weights without theirs, so neither works on the other's weights. The optimisers treat each weight by
 * itself, so one step over all weights is a step of two optimisers.
 *
 * @param judge latents [n, dims] to logits [n, 1], above 0 for what seems normal
 * @param weight of what the encoder is told, in the loss
 */
public record Discriminator(Stack judge, double weight) implements Layer {

    private static final int WIDTH = 64;

    /** One for latents of that width. */
    public static Discriminator of(String name, int latent, double weight) {
        Block block = new Block(Activation.LEAKY_RELU, false, 0);
        return new Discriminator(Stack.dense(name, List.of(latent, WIDTH, WIDTH, 1), block), weight);
    }

    @Override
    public List<Parameter> parameters() {
        return judge.parameters().stream().map(Parameter::unserved).toList();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (pass.training()) {
            Tensor made = judge.forward(x.detach(), pass);
            Tensor drawn = judge.forward(pass.normal(x.detach()), pass);
            Tensor told = judge.forward(x, pass.constant());
            pass.penalise(wrong(made, false).add(wrong(drawn, true)).mul(new Scalar(0.5f)));
            pass.penalise(wrong(told, true).mul(new Scalar((float) weight)));
        }
        return x;
    }

    /** Cross-entropy of logits that all ought to say {@code normal}. */
    private static Tensor wrong(Tensor logits, boolean normal) {
        Tensor answer = normal ? torch.ones_like(logits) : torch.zeros_like(logits);
        return torch.binary_cross_entropy_with_logits(logits, answer);
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return x;
    }
}
