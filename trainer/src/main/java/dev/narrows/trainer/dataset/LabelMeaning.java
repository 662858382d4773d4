package dev.narrows.trainer.dataset;

import java.util.Optional;

/** What the labels of a data set say. */
public enum LabelMeaning {
    /** 0 is a normal row, anything else an anomalous one. */
    ANOMALIES,
    /** Which of several classes a row belongs to, digits say: nothing about what is normal. */
    CLASSES;

    private static final int VALUES = 256;

    /**
     * What labels mean that nobody has said it of: anomalies where they are 0 and 1 and nothing else, with a 0 among them;
     * otherwise classes. Two classes called 0 and 1 look like anomalies.
     */
    public static LabelMeaning of(byte[] labels) {
        boolean normal = false;
        for (byte label : labels) {
            if (label != 0 && label != 1) {
                return CLASSES;
            }
            normal |= label == 0;
        }
        return normal ? ANOMALIES : CLASSES;
    }

    /**
     * The same rows with labels where those mark anomalies, without them where they do not.
     *
     * @param said what they mean; empty where they speak for themselves, as {@link #of} has it
     */
    public static Dataset anomaliesOf(Dataset data, Optional<LabelMeaning> said) {
        return data.labels()
                        .filter(labels -> said.orElseGet(() -> of(labels)) == CLASSES)
                        .isPresent()
                ? LabelledDataset.without(data)
                : data;
    }

    /** How many different labels there are. */
    public static int count(byte[] labels) {
        boolean[] seen = new boolean[VALUES];
        int count = 0;
        for (byte label : labels) {
            int value = Byte.toUnsignedInt(label);
            count += seen[value] ? 0 : 1;
            seen[value] = true;
        }
        return count;
    }
}
