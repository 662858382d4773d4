package dev.narrows.trainer.transform;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.code.Code;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Components as levels of quantisers of their own, in one class or in that of several which loses least: the class and the
 * levels are digits of whole numbers, which are the code. Everything it knows was learned before it was made, so it keeps
 * nothing in the weights and no gradient passes. Immutable.
 */
public final class TransformCode implements Code {

    private final CodeTables tables;

    TransformCode(CodeTables tables) {
        this.tables = tables;
    }

    @Override
    public int dims() {
        return tables.dims;
    }

    @Override
    public int bytes() {
        return tables.bytes;
    }

    /** Classes of rows that it tells apart. */
    public int classes() {
        return tables.classes;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public void fit(Tensor latents, Weights weights) {
        throw new IllegalStateException("transform code: fitted already (expected: no training through it)");
    }

    @Override
    public Tensor roundTrip(Tensor latents, Weights weights) {
        float[] components = Torch.values(latents);
        float[] back = new float[components.length];
        RowCoder coder = new RowCoder(tables);
        for (int from = 0; from < components.length; from += tables.dims) {
            coder.take(components, from);
            coder.restore(components, from, back);
        }
        return Torch.tensor(back, components.length / tables.dims, tables.dims);
    }

    @Override
    public Tensor pack(Tensor latents, Weights weights) {
        float[] components = Torch.values(latents);
        int rows = components.length / tables.dims;
        float[] codes = new float[rows * tables.bytes];
        RowCoder coder = new RowCoder(tables);
        for (int row = 0; row < rows; row++) {
            coder.take(components, row * tables.dims);
            coder.pack(components, row * tables.dims, codes, row * tables.bytes);
        }
        return Torch.tensor(codes, rows, tables.bytes);
    }

    @Override
    public Tensor margin(Tensor latents, Weights weights) {
        float[] components = Torch.values(latents);
        float[] margins = new float[components.length / tables.dims];
        RowCoder coder = new RowCoder(tables);
        for (int row = 0; row < margins.length; row++) {
            coder.take(components, row * tables.dims);
            margins[row] = coder.margin(components, row * tables.dims);
        }
        return Torch.tensor(margins, margins.length);
    }

    @Override
    public Exported export(Graph graph, String latent, Weights weights) {
        return new EncodeGraph(graph, tables).encode(latent);
    }

    @Override
    public String exportInverse(Graph graph, String code, Weights weights) {
        return new DecodeGraph(graph, tables).decode(code);
    }
}
