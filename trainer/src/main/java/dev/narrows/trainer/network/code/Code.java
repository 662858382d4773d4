package dev.narrows.trainer.network.code;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How a latent becomes bytes and back. What it learns (ranges, code books) it keeps in parameters of the weights, set by
 * {@link #fit} before the first quantised pass.
 */
public interface Code {

    /** Values of a latent. */
    int dims();

    /** Bytes of a code. */
    int bytes();

    /** What it keeps in the weights. */
    List<Parameter> parameters();

    /** Sets its parameters from latents [n, dims] of training rows. */
    void fit(Tensor latents, Weights weights);

    /**
     * Mends what has become useless, before each further epoch.
     *
     * @param latents computes those of training rows [n, dims], for codes that need them
     */
    default void renew(Supplier<Tensor> latents, Weights weights) {}

    /**
     * Latents [n, dims] as they are after a round trip through bytes. Gradients pass straight through the rounding
     * (Bengio et al. 2013), and stop at the ends of the range.
     */
    Tensor roundTrip(Tensor latents, Weights weights);

    /** Latents [rows, dims], row-major, as they are after a round trip. */
    default float[] roundTrip(float[] latents, int rows, Weights weights) {
        Torch.enter();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return Torch.values(roundTrip(Torch.tensor(latents, rows, dims()), weights));
        }
    }

    /** The same within a pass, which hears what is to be said of it while training. */
    default Tensor roundTrip(Tensor latents, Pass pass) {
        return roundTrip(latents, pass.weights());
    }

    /** The bytes of latents [n, dims]: whole numbers 0 to 255 in a float32 tensor [n, bytes]. */
    Tensor pack(Tensor latents, Weights weights);

    /** How far each latent is from one that has another code, [n], in quantiser steps. */
    Tensor margin(Tensor latents, Weights weights);

    /** Adds the nodes from a latent to its code and to the latent that comes back from it. */
    Exported export(Graph graph, String latent, Weights weights);

    /** Adds the nodes from a code, uint8 [N, bytes], to its latent and returns that one's name. */
    String exportInverse(Graph graph, String code, Weights weights);

    /**
     * Names of values in a graph.
     *
     * @param code uint8 [N, bytes]
     * @param latent float32 [N, dims], after the round trip
     * @param lost float32 [N], the squared distance between the latent and what comes back, where it is known without
     *     computing what comes back; null elsewhere
     */
    record Exported(String code, String latent, @Nullable String lost) {

        /** One whose loss has to be computed. */
        public Exported(String code, String latent) {
            this(code, latent, null);
        }
    }
}
