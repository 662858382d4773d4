package dev.narrows.stream.control;

import dev.narrows.schemas.model.ModelId;
import java.util.NavigableSet;
import java.util.Optional;

/** What the control plane must know of model versions before it decides. Methods may take seconds, and throw what passes. */
interface Versions {

    /** The versions of a model that the topic holds whole. */
    NavigableSet<Integer> of(String model);

    /**
     * What speaks against putting a version into service: it is not there, not signed as it must be, does not pass its own
     * check, or takes vectors of another width than the stable version.
     *
     * @param stable empty where there is none
     */
    Optional<String> objection(ModelId version, Optional<ModelId> stable);
}
