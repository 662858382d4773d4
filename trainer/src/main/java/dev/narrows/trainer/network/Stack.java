package dev.narrows.trainer.network;

import dev.narrows.trainer.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Layers one after the other. */
record Stack(List<Layer> layers) implements Layer {

    Stack {
        layers = List.copyOf(layers);
    }

    /**
     * Dense layers of those widths with the activation between them, and none after the last.
     *
     * @param name what its parameters' names start with
     * @param widths of the input, each hidden layer, and the output
     */
    static Stack dense(String name, List<Integer> widths, Activation activation) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            boolean last = i + 2 == widths.size();
            Activation after = last ? Activation.LINEAR : activation;
            layers.add(new Dense(name + "." + i, widths.get(i), widths.get(i + 1), after.gain()));
            layers.add(after);
        }
        return new Stack(layers);
    }

    @Override
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
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
