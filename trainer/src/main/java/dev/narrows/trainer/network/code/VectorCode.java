package dev.narrows.trainer.network.code;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.ElementType;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Residual code books (Juang and Gray 1982; van den Oord et al. 2017 for training through them). A latent is cut into
 * {@code groups} pieces; the first stage names the entry of 256 that is nearest to each piece, the next that nearest to
 * what is left of it, and so on: {@code z' = e1 + e2 + ...}, a byte for each group and stage. All first stages come first
 * in the code.
 *
 * <p>The books start as k-means of the training latents and follow them with a round of it before each further epoch, in
 * which entries that no latent is nearest to begin anew as one of the latents. Gradients pass straight through to the latent,
 * and {@value #COMMITMENT} times the squared distance between the two, in units of the latents' variance, holds the latents
 * near their entries. Gradients do not move the entries: with them the training of 16 bytes of MNIST diverged, most likely
 * because most steps touch few entries and Adam then takes steps of many times its learning rate.
 *
 * @param dims values of a latent, 1 or more; a multiple of groups
 * @param groups pieces of a latent, 1 or more
 * @param stages bytes of each, 1 or more
 */
public record VectorCode(int dims, int groups, int stages) implements Code {

    /** Of a book: what a byte can name. */
    public static final int ENTRIES = CodeBook.ENTRIES;

    private static final double COMMITMENT = 0.1;

    /** Checks its numbers. */
    public VectorCode {
        if (stages < 1) {
            throw new IllegalArgumentException("code stages: " + stages + " (expected: >= 1)");
        }
        if (groups < 1 || dims < groups || dims % groups != 0) {
            throw new IllegalArgumentException(
                    "latent dims: " + dims + " (expected: a multiple of the " + groups + " groups)");
        }
    }

    /**
     * The one with that many bytes: two stages where groups of the same width allow, as few more as they allow else.
     *
     * @param dims values of a latent, 1 or more
     * @param bytes of a code, 1 or more
     */
    public static VectorCode of(int dims, int bytes) {
        int groups = IntStream.rangeClosed(1, Math.max(1, bytes / 2))
                .filter(count -> bytes % count == 0 && dims % count == 0)
                .max()
                .orElse(1);
        return new VectorCode(dims, groups, bytes / groups);
    }

    @Override
    public int bytes() {
        return groups * stages;
    }

    @Override
    public List<Parameter> parameters() {
        return IntStream.range(0, stages)
                .mapToObj(stage -> Parameter.fixed(name(stage), groups, CodeBook.ENTRIES, width()))
                .toList();
    }

    @Override
    public void fit(Tensor latents, Weights weights) {
        Tensor left = pieces(latents);
        for (int stage = 0; stage < stages; stage++) {
            weights.set(name(stage), CodeBook.learn(left));
            left = left.sub(nearest(left, weights.get(name(stage))));
        }
    }

    @Override
    public void renew(Supplier<Tensor> latents, Weights weights) {
        Tensor left = pieces(latents.get());
        for (int stage = 0; stage < stages; stage++) {
            weights.set(name(stage), CodeBook.follow(left, weights.get(name(stage))));
            left = left.sub(nearest(left, weights.get(name(stage))));
        }
    }

    @Override
    public Tensor roundTrip(Tensor latents, Weights weights) {
        Tensor left = pieces(latents);
        Tensor stored = torch.zeros_like(left);
        for (int stage = 0; stage < stages; stage++) {
            Tensor entries = nearest(left, weights.get(name(stage)));
            stored = stored.add(entries);
            left = left.sub(entries);
        }
        return stored.reshape(-1, dims).add(latents.sub(latents.detach()));
    }

    @Override
    public Tensor roundTrip(Tensor latents, Pass pass) {
        Tensor stored = roundTrip(latents, pass.weights());
        if (pass.training()) {
            Tensor apart = stored.sub(latents.sub(latents.detach())).sub(latents);
            Tensor spread =
                    latents.detach().sub(latents.detach().mean(0)).square().mean();
            pass.penalise(
                    apart.square().mean().div(spread.add(new Scalar(1e-6f))).mul(new Scalar((float) COMMITMENT)));
        }
        return stored;
    }

    @Override
    public Tensor pack(Tensor latents, Weights weights) {
        TensorVector bytes = new TensorVector();
        Tensor left = pieces(latents);
        for (int stage = 0; stage < stages; stage++) {
            Tensor book = weights.get(name(stage));
            Tensor numbers = CodeBook.nearest(left, book);
            bytes.push_back(numbers.to(ScalarType.Float));
            left = left.sub(CodeBook.take(book, numbers));
        }
        return torch.cat(bytes, 1);
    }

    /** 0 where two entries are as near, half where the nearest is met exactly; the least of all groups and stages. */
    @Override
    public Tensor margin(Tensor latents, Weights weights) {
        Tensor left = pieces(latents);
        Tensor least = torch.ones_like(left.select(2, 0).select(1, 0)).mul(new Scalar(0.5f));
        for (int stage = 0; stage < stages; stage++) {
            Tensor book = weights.get(name(stage));
            Tensor length = left.square().sum(2).mul(new Scalar(0.5f)).t();
            Tensor two = torch.topk(CodeBook.distances(left, book), 2, 2, false, true)
                    .get0()
                    .add(length.unsqueeze(2))
                    .clamp_min(new Scalar(0f));
            Tensor first = two.select(2, 0);
            Tensor second = two.select(2, 1);
            Tensor share = second.sub(first)
                    .div(second.add(first).add(new Scalar(1e-12f)))
                    .mul(new Scalar(0.5f));
            least = torch.minimum(least, share.amin(new long[] {0}, false));
            left = left.sub(nearest(left, book));
        }
        return least;
    }

    @Override
    public Exported export(Graph graph, String latent, Weights weights) {
        String left = graph.node("Reshape", latent, graph.longs(-1, groups, width()));
        List<String> bytes = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            String numbers = exportNearest(graph, left, weights.get(name(stage)));
            bytes.add(numbers);
            entries.add(exportTake(graph, numbers, stage, weights));
            left = graph.node("Sub", left, entries.get(stage));
        }
        String code = graph.node("Concat", List.of(Attribute.of("axis", 1)), bytes.toArray(String[]::new));
        String lost = graph.node(
                "ReduceSum", List.of(Attribute.of("keepdims", 0)), graph.node("Mul", left, left), graph.longs(1, 2));
        return new Exported(graph.cast(code, ElementType.UINT8), exportSum(graph, entries), lost);
    }

    @Override
    public String exportInverse(Graph graph, String code, Weights weights) {
        String numbers = graph.cast(code, ElementType.INT64);
        List<String> entries = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            String some = graph.node(
                    "Slice",
                    numbers,
                    graph.longs((long) stage * groups),
                    graph.longs((stage + 1L) * groups),
                    graph.longs(1));
            entries.add(exportTake(graph, some, stage, weights));
        }
        return exportSum(graph, entries);
    }

    /** The number of the nearest entry, int64 [N, groups]. */
    private String exportNearest(Graph graph, String left, Tensor books) {
        Attribute swap = Attribute.of("perm", List.of(1L, 0L, 2L));
        float[] turned = Torch.values(books.detach().transpose(1, 2));
        float[] squares = Torch.values(CodeBook.halfSquares(books.detach()));
        String dots = graph.node(
                "MatMul",
                graph.node("Transpose", List.of(swap), left),
                graph.constant("code.turned", turned, groups, width(), CodeBook.ENTRIES));
        String distances =
                graph.node("Sub", graph.constant("code.squares", squares, groups, 1, CodeBook.ENTRIES), dots);
        String numbers = graph.node("ArgMin", List.of(Attribute.of("axis", 2), Attribute.of("keepdims", 0)), distances);
        return graph.node("Transpose", List.of(Attribute.of("perm", List.of(1L, 0L))), numbers);
    }

    /** The entries of those numbers, float32 [N, groups, width]. */
    private String exportTake(Graph graph, String numbers, int stage, Weights weights) {
        long[] starts = IntStream.range(0, groups)
                .mapToLong(group -> (long) group * CodeBook.ENTRIES)
                .toArray();
        String table =
                graph.constant(name(stage), weights.values(name(stage)), (long) groups * CodeBook.ENTRIES, width());
        return graph.node("Gather", table, graph.node("Add", numbers, graph.longs(starts)));
    }

    private String exportSum(Graph graph, List<String> entries) {
        String sum = entries.get(0);
        for (String more : entries.subList(1, entries.size())) {
            sum = graph.node("Add", sum, more);
        }
        return graph.node("Reshape", sum, graph.longs(-1, dims));
    }

    private static Tensor nearest(Tensor points, Tensor books) {
        return CodeBook.take(books, CodeBook.nearest(points, books));
    }

    private Tensor pieces(Tensor latents) {
        return latents.detach().reshape(-1, groups, width());
    }

    private int width() {
        return dims / groups;
    }

    /** Name of the parameter [groups, 256, dims / groups] that has the books of a stage, 0 to stages - 1. */
    public static String name(int stage) {
        return "code.book." + stage;
    }
}
