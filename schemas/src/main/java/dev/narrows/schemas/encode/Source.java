package dev.narrows.schemas.encode;

import dev.narrows.schemas.onnx.OnnxModel;
import java.util.function.Function;

/** Where the model that encodes comes from. Any thread. */
interface Source extends AutoCloseable {

    /**
     * The model that is to encode now; waits where there was none yet.
     *
     * @param use takes a lease of it; it is not closed meanwhile
     * @throws org.apache.kafka.common.errors.TimeoutException when there was none for as long as is waited
     */
    <T> T with(Function<OnnxModel, T> use);

    @Override
    void close();
}
