package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Layers one after the other. */
public record Stack(List<Layer> layers) implements Layer {

    /** Copies. */
    public Stack {
        layers = List.copyOf(layers);
    }

    /** All layers of {@code first}, then all of {@code then}. */
    public static Stack of(List<Layer> first, Layer... then) {
        List<Layer> layers = new ArrayList<>(first);
        layers.addAll(List.of(then));
        return new Stack(layers);
    }

    /**
     * Dense layers of those widths with a block after each but the last.
     *
     * @param name what its parameters' names start with
     * @param widths of the input, each hidden layer, and the output
     */
    public static Stack dense(String name, List<Integer> widths, Block block) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            boolean last = i + 2 == widths.size();
            String part = name + "." + i;
            layers.add(new Dense(part, widths.get(i), widths.get(i + 1), last ? 1 : block.gain()));
            layers.addAll(last ? List.of() : block.after(part, widths.get(i + 1)));
        }
        return new Stack(layers);
    }

    @Override
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public Stack with(UnaryOperator<Layer> change) {
        return new Stack(layers.stream().map(layer -> layer.with(change)).toList());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, pass);
        }
        return y;
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        String y = x;
        for (Layer layer : layers) {
            y = layer.export(graph, y, weights);
        }
        return y;
    }
}
