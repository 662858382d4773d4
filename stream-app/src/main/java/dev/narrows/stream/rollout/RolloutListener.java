package dev.narrows.stream.rollout;

import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.stream.encode.Candidate;
import java.util.Optional;

/** Hears what becomes of rollouts. Must not block; calls come from the threads that follow and load. */
public interface RolloutListener {

    /**
     * A version encodes from the next batch on. Models are the slot's; they may be looked at during the call.
     *
     * @param candidate what is tried beside it
     */
    void inService(OnnxModel model, Optional<Candidate> candidate);

    /** A version must not be used; the one before stays in service. Told once for each time it is asked for. */
    void refused(ModelId id, String reason);

    /** There is nothing to load, or it cannot be had now and is tried again. */
    void waiting(String reason);

    /** The model can never run here as the settings want it, or an Error has ended the loop that looks for versions. */
    void failed(Throwable why);
}
