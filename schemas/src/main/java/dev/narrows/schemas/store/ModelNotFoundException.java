package dev.narrows.schemas.store;

import dev.narrows.schemas.model.ModelId;

/** No such version in the models topic: never published, still being published, or its publisher died half-way. */
public final class ModelNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param id the version asked for
     * @param topic the models topic that does not hold it
     */
    public ModelNotFoundException(ModelId id, String topic) {
        super("model: " + id + " (expected: a version published in topic " + topic + ")");
    }
}
