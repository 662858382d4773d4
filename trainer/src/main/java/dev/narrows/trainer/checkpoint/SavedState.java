package dev.narrows.trainer.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers under names, float32 for what is large and float64 for the rest. The arrays are not copied: whoever hands one
 * over leaves it alone. One thread.
 */
public final class SavedState {

    private final Map<String, float[]> floats = new TreeMap<>();
    private final Map<String, double[]> doubles = new TreeMap<>();

    /** Adds float32 values. */
    public SavedState put(String name, float[] values) {
        floats.put(name, values);
        return this;
    }

    /** Adds float64 values. */
    public SavedState put(String name, double... values) {
        doubles.put(name, values);
        return this;
    }

    /** Float32 values. */
    public float[] floats(String name) {
        return get(floats, name);
    }

    /** Float64 values. */
    public double[] doubles(String name) {
        return get(doubles, name);
    }

    Map<String, float[]> allFloats() {
        return Collections.unmodifiableMap(floats);
    }

    Map<String, double[]> allDoubles() {
        return Collections.unmodifiableMap(doubles);
    }

    private static <T> T get(Map<String, T> values, String name) {
        T found = values.get(name);
        if (found == null) {
            throw new CheckpointException("checkpoint: no " + name + " (expected: one of " + values.keySet() + ")");
        }
        return found;
    }
}
