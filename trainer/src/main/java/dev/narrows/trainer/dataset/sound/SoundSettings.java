package dev.narrows.trainer.dataset.sound;

/**
 * What a row is made of.
 *
 * @param features samples, or energies
 * @param frame samples a frame, 2 or more; for log-mel a power of two
 * @param hop samples from the start of a frame to that of the next, 1 or more; what lies between frames is not used
 * @param bands for log-mel: how many mel bands, 1 or more
 * @param stack for log-mel: how many successive frames make a row, 1 or more
 */
public record SoundSettings(Features features, int frame, int hop, int bands, int stack) {

    /** What is taken from a frame. */
    public enum Features {
        /** Its samples, -1 to 1. */
        FRAMES,
        /** The energy of each mel band in dB. */
        LOG_MEL
    }

    /** 256 samples, one frame after the other. */
    public static final SoundSettings FRAMES = new SoundSettings(Features.FRAMES, 256, 256, 64, 5);

    /**
     * Five successive frames of 1,024 samples that overlap by half, as in the baseline of DCASE 2020 Task 2 (Koizumi et
     * al.), but 64 bands rather than 128, which leave no band empty at rates of up to 48 kHz.
     */
    public static final SoundSettings LOG_MEL = new SoundSettings(Features.LOG_MEL, 1024, 512, 64, 5);

    private static final int MOST = 1 << 20;

    /** Checks them. */
    public SoundSettings {
        require("frame", frame, 2);
        require("hop", hop, 1);
        require("mel bands", bands, 1);
        require("stack", stack, 1);
        if (features == Features.LOG_MEL && Integer.bitCount(frame) != 1) {
            throw new IllegalArgumentException("frame: " + frame + " (expected: a power of two, for log-mel)");
        }
        if (features == Features.LOG_MEL && (long) bands * stack > MOST) {
            throw new IllegalArgumentException(
                    "mel bands x stack: " + (long) bands * stack + " (expected: at most " + MOST + " values a row)");
        }
    }

    private static void require(String name, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + MOST + ")");
        }
    }
}
