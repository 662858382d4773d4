package dev.narrows.standalone.live;

import dev.narrows.schemas.AnomalyAlert;

/** An alert, and the vector [dim] that raised it; the vector is empty where it could not be had. */
final class ShownAlert {
    private final AnomalyAlert alert;
    private final float[] vector;

    ShownAlert(AnomalyAlert alert, float[] vector) {
        this.alert = alert;
        this.vector = vector;
    }

    public String getTopic() {
        return alert.getTopic();
    }

    public int getPartition() {
        return alert.getPartition();
    }

    public long getOffset() {
        return alert.getOffset();
    }

    public int getModelVersion() {
        return alert.getModelVersion();
    }

    public float getError() {
        return alert.getError();
    }

    public float getThreshold() {
        return alert.getThreshold();
    }

    public double getScore() {
        return alert.getScore();
    }

    public float[] getVector() {
        return vector;
    }
}
