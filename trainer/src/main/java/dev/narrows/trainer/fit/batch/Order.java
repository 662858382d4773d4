package dev.narrows.trainer.fit.batch;

import java.util.Arrays;
import java.util.Random;

/** Orders of things by number, and cuts through them. */
public final class Order {

    private Order() {}

    /** 0 to {@code count - 1} in an order that depends on the seed alone (Fisher and Yates 1938). */
    static long[] shuffled(int count, long seed) {
        long[] order = new long[count];
        Arrays.setAll(order, i -> i);
        Random random = new Random(seed);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long value = order[i];
            order[i] = order[other];
            order[other] = value;
        }
        return order;
    }

    /** Where part {@code part} of {@code parts} equal parts of {@code size} things begins. */
    public static int bound(int size, int part, int parts) {
        return (int) ((long) size * part / parts);
    }
}
