/**
 * How a latent becomes bytes and back: {@link dev.narrows.trainer.network.code.Code}, in steps of equal size or by code
 * books, each trained through, computed by libtorch and written as ONNX nodes. Knows nothing of the layers around it.
 */
@NullMarked
package dev.narrows.trainer.network.code;

import org.jspecify.annotations.NullMarked;
