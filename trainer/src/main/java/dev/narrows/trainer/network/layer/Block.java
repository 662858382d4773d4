package dev.narrows.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows the linear part of every hidden layer.
 *
 * @param activation makes it more than linear
 * @param batchNorm whether its input is normalised before that
 * @param dropout share of its values that are left out while training
 */
public record Block(Activation activation, boolean batchNorm, double dropout) {

    /** The layers after the linear one of that name, whose channels are {@code width}. */
    public List<Layer> after(String name, int width) {
        List<Layer> layers = new ArrayList<>();
        if (batchNorm) {
            layers.add(new BatchNorm(name + ".norm", width));
        }
        layers.add(activation);
        if (dropout > 0) {
            layers.add(new Dropout(dropout));
        }
        return layers;
    }

    /** Spread of the linear layer's weights. */
    public double gain() {
        return activation.gain();
    }
}
