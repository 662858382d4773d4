package dev.narrows.clients.flink;

import dev.narrows.schemas.decode.VectorDecoder;
import java.io.Serializable;
import java.util.Map;

/** Opens a decoder where the job runs; travels there with the schema. */
@FunctionalInterface
interface Opening extends Serializable {

    /** A decoder by settings. */
    VectorDecoder open(Map<String, String> settings);
}
