package dev.narrows.stream.route;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ManifestRules;
import dev.narrows.schemas.model.Tail;
import dev.narrows.schemas.pace.TimeShare;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.stream.config.AlertSettings;
import dev.narrows.stream.drift.Shifted;
import dev.narrows.stream.encode.Explanation;
import dev.narrows.stream.encode.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts: where the vector came from, how far beyond the threshold it is, how rare that is among normal vectors,
 * and which features make its error. For one thread.
 *
 * <p>The last of these takes a run of the model for one row, on the stream thread. While anomalies are so many that this
 * would take more than the share of time set aside for it, alerts go without contributions. While features have shifted,
 * all anomalies of a slice are explained in one run.
 */
final class Alerts {

    private static final int FIXED_BYTES = 1_024;
    private static final int CONTRIBUTION_BYTES = 10;
    private static final int NAME_BYTES = 2 + 3 * ManifestRules.LONGEST_FEATURE_NAME;

    private final String topic;
    private final AlertSettings settings;
    private final Supplier<Shifted> shifted;
    private final TimeShare time;
    private final RecordSerializer<AnomalyAlert> serializer;

    /**
     * @param topic the alerts topic
     * @param schemaId of the alert's schema, from the registry
     * @param shifted the features whose level has shifted
     * @param time what runs of the model for contributions may take
     */
    Alerts(String topic, int schemaId, AlertSettings settings, Supplier<Shifted> shifted, TimeShare time) {
        this.topic = topic;
        this.settings = settings;
        this.shifted = shifted;
        this.time = time;
        this.serializer = RecordSerializer.withId(schemaId, AnomalyAlert.getClassSchema());
    }

    /** Bytes that no alert of such a model exceeds. */
    int largest(ModelManifest model) {
        int names = FIXED_BYTES + 3 * model.getName().length();
        int vector = settings.vector() ? Float.BYTES * model.getInputDim() : 0;
        int contribution = CONTRIBUTION_BYTES + (model.getFeatureNames().isEmpty() ? 0 : NAME_BYTES);
        return names + vector + contribution * settings.contributions();
    }

    /**
     * The alert of the slice's i-th record, which is anomalous: its bytes, in wire format; null where the anomaly is nothing
     * but a shift of features that was told already. While there is one, each anomaly is looked into, those of a slice in
     * one run of the model.
     */
    byte @Nullable [] write(Slice slice, int i, float error, BatchTally tally) {
        Shifted known = shifted.get();
        boolean wanted = settings.contributions() > 0;
        boolean together = !known.isEmpty();
        boolean contributes = together || (wanted && time.isLeft());
        if (wanted && !contributes) {
            tally.countUnexplained();
        }
        Optional<Explanation> explanation = settings.vector() || contributes
                ? Optional.of(explain(slice, i, contributes, together))
                : Optional.empty();
        if (together
                && known.explains(
                        explanation.orElseThrow().contributions(),
                        error,
                        slice.by(i).threshold())) {
            tally.countInhibited();
            return null;
        }
        ConsumerRecord<byte[], ?> record = slice.record(i);
        ModelManifest model = slice.by(i).manifest();
        AnomalyAlert alert = AnomalyAlert.newBuilder()
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setModelName(model.getName())
                .setModelVersion(model.getVersion())
                .setError(error)
                .setThreshold(slice.by(i).threshold())
                .setScore(Tail.score(model.getTail(), error))
                .setPValue(Tail.pValue(model.getTail(), error))
                .setVector(settings.vector() ? boxed(explanation.orElseThrow().vector()) : null)
                .setContributions(
                        wanted && contributes
                                ? largest(explanation.orElseThrow().contributions(), model.getFeatureNames())
                                : List.of())
                .build();
        return serializer.serialize(topic, alert);
    }

    private Explanation explain(Slice slice, int i, boolean contributes, boolean together) {
        if (together) {
            return slice.explainWithOthers(i);
        }
        long start = System.nanoTime();
        Explanation explanation = slice.explain(i, contributes);
        if (contributes) {
            time.spend(System.nanoTime() - start);
        }
        return explanation;
    }

    /** The features with the largest shares, largest first; those that add nothing are not named. */
    private List<Contribution> largest(float[] shares, List<String> names) {
        int most = Math.min(settings.contributions(), shares.length);
        int[] features = new int[most];
        int found = 0;
        for (int feature = 0; feature < shares.length; feature++) {
            if (shares[feature] > 0 && (found < most || shares[feature] > shares[features[found - 1]])) {
                int at = found < most ? found++ : most - 1;
                for (; at > 0 && shares[features[at - 1]] < shares[feature]; at--) {
                    features[at] = features[at - 1];
                }
                features[at] = feature;
            }
        }
        List<Contribution> contributions = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            int feature = features[i];
            contributions.add(new Contribution(feature, shares[feature], names.isEmpty() ? null : names.get(feature)));
        }
        return contributions;
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
