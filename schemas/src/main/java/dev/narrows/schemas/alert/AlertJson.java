package dev.narrows.schemas.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;

/** What an alert says as JSON, the same in messages, on the command line and wherever else. Stateless. */
public final class AlertJson {

    private AlertJson() {}

    /** Adds model, error, threshold, score, p-value and contributions; not where the record stands, nor the vector. */
    public static ObjectNode describe(AnomalyAlert alert, ObjectNode node) {
        node.put("modelName", alert.getModelName())
                .put("modelVersion", alert.getModelVersion())
                .put("error", alert.getError())
                .put("threshold", alert.getThreshold())
                .put("score", alert.getScore())
                .put("pValue", alert.getPValue());
        ArrayNode contributions = node.putArray("contributions");
        for (Contribution each : alert.getContributions()) {
            contributions
                    .addObject()
                    .put("feature", each.getFeature())
                    .put("name", each.getName())
                    .put("share", each.getShare());
        }
        return node;
    }
}
