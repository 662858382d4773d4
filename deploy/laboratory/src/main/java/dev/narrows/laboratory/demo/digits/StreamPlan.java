package dev.narrows.laboratory.demo.digits;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * Which record of the stream holds what: the known truth that the audit judges by. Record i shows digit i modulo their
 * number, so digits come again and again, and the kinds lie shuffled by the seed. Immutable; the same arguments give the
 * same bytes.
 */
public final class StreamPlan {
    private static final int GARBAGE_BYTES = 64;

    private final Digits digits;
    private final Kind[] kinds;
    private final long seed;

    private StreamPlan(Digits digits, Kind[] kinds, long seed) {
        this.digits = digits;
        this.kinds = kinds;
        this.seed = seed;
    }

    /** A plan of {@code records} records, of which {@code notDigits} tells how many are of each other kind. */
    public static StreamPlan of(Digits digits, int records, Map<Kind, Integer> notDigits, long seed) {
        Kind[] kinds = new Kind[records];
        Arrays.fill(kinds, Kind.DIGIT);
        int next = 0;
        for (Kind kind : Kind.values()) {
            int count = notDigits.getOrDefault(kind, 0);
            Arrays.fill(kinds, next, next + count, kind);
            next += count;
        }
        shuffle(kinds, new Random(seed));
        return new StreamPlan(digits, kinds, seed);
    }

    private static void shuffle(Kind[] kinds, Random random) {
        for (int i = kinds.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Kind moved = kinds[i];
            kinds[i] = kinds[j];
            kinds[j] = moved;
        }
    }

    public int records() {
        return kinds.length;
    }

    public Kind kind(int index) {
        return kinds[index];
    }

    public int count(Kind kind) {
        return (int) Arrays.stream(kinds).filter(other -> other == kind).count();
    }

    /** Values of a record whose kind is a vector of some dimension. */
    public float[] vector(int index) {
        return kinds[index].apply(digits.read(index % digits.count()), random(index));
    }

    /** Bytes of a record of kind {@link Kind#GARBAGE}. */
    byte[] garbage(int index) {
        byte[] bytes = new byte[GARBAGE_BYTES];
        random(index).nextBytes(bytes);
        return bytes;
    }

    private Random random(int index) {
        return new Random(seed * 1_000_003 + index);
    }
}
