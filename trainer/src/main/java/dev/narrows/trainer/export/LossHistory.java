package dev.narrows.trainer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.graph.Metadata;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of a training inside the model that came of it: metadata of its encoder, {@value #KEY}, a JSON array of
 * {@code [epoch, 1 where the latent went through its code or else 0, training loss, validation loss]}, losses as float32.
 * Models from elsewhere have none.
 */
public final class LossHistory {

    /** Its name in the metadata. */
    public static final String KEY = "narrows.losses";

    private static final int CELLS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LossHistory() {}

    /** As it is written. */
    public static String text(List<Epoch> history) {
        List<List<Number>> epochs = new ArrayList<>();
        for (Epoch epoch : history) {
            epochs.add(List.of(epoch.number(), epoch.quantised() ? 1 : 0, (float) epoch.trainLoss(), (float)
                    epoch.validationLoss()));
        }
        try {
            return JSON.writeValueAsString(epochs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("losses: cannot be written as JSON", e);
        }
    }

    /**
     * That of a model; empty where it tells none.
     *
     * @throws IllegalArgumentException where it tells one that cannot be read
     */
    public static List<Epoch> of(ModelArtefact artefact) {
        String text = Metadata.of(artefact.encoder()).getOrDefault(KEY, "[]");
        try {
            List<Epoch> history = new ArrayList<>();
            for (double[] cells : JSON.readValue(text, double[][].class)) {
                if (cells.length != CELLS) {
                    throw new IllegalArgumentException(
                            KEY + ": " + cells.length + " numbers (expected: " + CELLS + ")");
                }
                history.add(new Epoch((int) cells[0], cells[1] == 1, cells[2], cells[3]));
            }
            return history;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(KEY + ": " + e.getOriginalMessage() + " (expected: JSON)", e);
        }
    }
}
