package dev.narrows.trainer.network;

import dev.narrows.trainer.network.convolution.Convolution;
import dev.narrows.trainer.network.convolution.ConvolutionSettings;
import dev.narrows.trainer.network.convolution.TransposedConvolution;
import dev.narrows.trainer.network.convolution.Window;
import dev.narrows.trainer.network.layer.Block;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.network.layer.Reshape;
import java.util.ArrayList;
import java.util.List;

/**
 * The hidden layers of an autoencoder, in and out again, without those at the latent.
 *
 * @param inwards rows [n, inputDim] to [n, width]
 * @param width of what the encoder's last layer takes and the decoder's first makes
 * @param gain of what follows the decoder's first layer
 * @param outwards what the decoder's first layer made [n, width] to [n, inputDim]
 */
record Body(List<Layer> inwards, int width, double gain, List<Layer> outwards) {

    Body {
        inwards = List.copyOf(inwards);
        outwards = List.copyOf(outwards);
    }

    /** Fully connected hidden layers, mirrored. */
    static Body dense(int inputDim, NetworkSettings settings) {
        return new Body(List.of(), inputDim, 1, List.of()).narrowed(settings.hidden(), block(settings));
    }

    /** Convolutions, and fully connected layers behind them where there are any. */
    static Body convolutional(int inputDim, NetworkSettings settings) {
        ConvolutionSettings convolution = settings.convolution().forRowsOf(inputDim);
        Block block = block(settings);
        List<Layer> inwards = new ArrayList<>();
        List<Layer> outwards = new ArrayList<>(List.of(new Reshape(List.of(inputDim))));
        List<Integer> sizes = convolution.inputShape();
        int channels = 1;
        inwards.add(new Reshape(shape(channels, sizes)));
        for (int i = 0; i < convolution.channels().size(); i++) {
            int more = convolution.channels().get(i);
            Window window = new Window(sizes, convolution.kernel(), convolution.stride());
            String in = "encoder.conv" + i;
            String out = "decoder.conv" + i;
            inwards.add(new Convolution(in, window, channels, more, block.gain()));
            inwards.addAll(block.after(in, more));
            if (i > 0) {
                outwards.addAll(0, block.after(out, channels));
            }
            outwards.add(0, new TransposedConvolution(out, window, more, channels, i == 0 ? 1 : block.gain()));
            sizes = window.left();
            channels = more;
        }
        int width = sizes.stream().reduce(channels, Math::multiplyExact);
        inwards.add(new Reshape(List.of(width)));
        outwards.add(0, new Reshape(shape(channels, sizes)));
        outwards.addAll(0, block.after("decoder.fold", width));
        return new Body(inwards, width, block.gain(), outwards).narrowed(settings.hidden(), block);
    }

    /** The same with fully connected layers of those widths behind it, mirrored. */
    private Body narrowed(List<Integer> widths, Block block) {
        Body body = this;
        for (int i = 0; i < widths.size(); i++) {
            int next = widths.get(i);
            List<Layer> in = new ArrayList<>(body.inwards);
            in.add(new Dense("encoder." + i, body.width, next, block.gain()));
            in.addAll(block.after("encoder." + i, next));
            String name = "decoder." + (widths.size() - i);
            List<Layer> out = new ArrayList<>(block.after(name, next));
            out.add(new Dense(name, next, body.width, body.gain));
            out.addAll(body.outwards);
            body = new Body(in, next, block.gain(), out);
        }
        return body;
    }

    private static List<Integer> shape(int channels, List<Integer> sizes) {
        List<Integer> shape = new ArrayList<>(List.of(channels));
        shape.addAll(sizes);
        return shape;
    }

    private static Block block(NetworkSettings settings) {
        return new Block(settings.activation(), settings.batchNorm(), settings.dropout());
    }
}
