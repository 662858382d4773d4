package dev.narrows.trainer.tensor;

import org.bytedeco.pytorch.Tensor;

/** Where tensors lie and are computed with. */
public enum Device {
    /** The processor. */
    CPU {
        @Override
        public Tensor move(Tensor tensor) {
            return tensor.cpu();
        }
    },
    /** The first graphics processor that CUDA finds. */
    CUDA {
        @Override
        public Tensor move(Tensor tensor) {
            return tensor.cuda();
        }
    };

    /** That of a tensor. */
    public static Device of(Tensor tensor) {
        return tensor.is_cuda() ? CUDA : CPU;
    }

    /** The same values here: the same tensor where it is here already, a copy else. */
    public abstract Tensor move(Tensor tensor);
}
