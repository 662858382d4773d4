package dev.narrows.trainer.setting;

import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A network's settings as text, under the names of the command line's options; those that play no part are left out. */
final class NetworkText {

    private NetworkText() {}

    static Map<String, String> of(NetworkSettings network) {
        Map<String, String> text = new TreeMap<>();
        text.put("kind", Words.of(network.kind()));
        if (network.kind().closedForm()) {
            text.put("code-bytes", "" + network.codeBytes());
            text.put("scaling", Words.of(network.scaling()));
            if (network.kind() == Kind.CLASSIFIED) {
                text.put("classes", "" + network.classes());
            }
            return text;
        }
        text.put("hidden", list(network.hidden()));
        text.put("latent", "" + network.latent());
        text.put("code", Words.of(network.code()));
        text.put("code-bits", "" + network.codeBits());
        text.put("activation", Words.of(network.activation()));
        text.put("batch-norm", "" + network.batchNorm());
        text.put("dropout", "" + network.dropout());
        text.put("output-layer", Words.of(network.output()));
        text.put("scaling", Words.of(network.scaling()));
        noise(network.noise(), text);
        sparsity(network.sparsity(), text);
        if (network.kind() == Kind.VARIATIONAL) {
            text.put("beta", "" + network.beta());
            text.put("warm-up", "" + network.warmUp());
        }
        if (network.kind() == Kind.ADVERSARIAL) {
            text.put("adversarial-weight", "" + network.adversarialWeight());
        }
        if (network.kind() == Kind.CONVOLUTIONAL) {
            convolution(network.convolution(), text);
        }
        return text;
    }

    private static void noise(Noise noise, Map<String, String> text) {
        text.put("noise", Words.of(noise.kind()));
        if (noise.kind() != Noise.Kind.NONE) {
            text.put("noise-level", "" + noise.level());
        }
    }

    private static void sparsity(Sparsity sparsity, Map<String, String> text) {
        text.put("sparsity", Words.of(sparsity.kind()));
        if (sparsity.kind() != Sparsity.Kind.NONE) {
            text.put("sparsity-weight", "" + sparsity.weight());
        }
        if (sparsity.kind() == Sparsity.Kind.KL) {
            text.put("sparsity-target", "" + sparsity.target());
        }
    }

    private static void convolution(ConvolutionSettings convolution, Map<String, String> text) {
        text.put("input-shape", list(convolution.inputShape()));
        text.put("channels", list(convolution.channels()));
        text.put("kernel", "" + convolution.kernel());
        text.put("stride", "" + convolution.stride());
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
