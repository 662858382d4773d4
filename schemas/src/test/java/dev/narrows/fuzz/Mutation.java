package dev.narrows.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes inputs out of good ones: some bytes changed, cut, doubled, moved in from another, and numbers as they stand in
 * length fields put over them, in a few steps each; now and then bytes by chance alone. One thread.
 */
final class Mutation {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST_STEPS = 6;
    private static final int[] BYTES = {
        0, 1, 2, 0x7f, 0x80, 0xfe, 0xff, '"', '[', ']', '{', '}', ',', '-', 'e', '0', '\n'
    };
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        1 << 20,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final List<byte[]> seeds;
    private final Random random;

    Mutation(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        if (random.nextInt(50) == 0) {
            byte[] chance = new byte[random.nextInt(64)];
            random.nextBytes(chance);
            return chance;
        }
        byte[] input = seed().clone();
        for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
            input = step(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] step(byte[] input) {
        int at = input.length == 0 ? 0 : random.nextInt(input.length);
        return switch (random.nextInt(9)) {
            case 0 -> with(input, at, new byte[] {(byte) random.nextInt(256)});
            case 1 -> with(input, at, new byte[] {(byte) BYTES[random.nextInt(BYTES.length)]});
            case 2 -> flipped(input, at);
            case 3 -> with(input, at, number());
            case 4 -> Arrays.copyOf(input, at);
            case 5 -> spliced(input, at, at + random.nextInt(input.length - at + 1), new byte[0]);
            case 6 -> spliced(input, at, at, part(input));
            case 7 -> spliced(input, at, at + random.nextInt(input.length - at + 1), part(seed()));
            default -> spliced(input, at, at, number());
        };
    }

    private static byte[] with(byte[] input, int at, byte[] over) {
        int count = Math.min(over.length, input.length - at);
        System.arraycopy(over, 0, input, at, count);
        return input;
    }

    private byte[] flipped(byte[] input, int at) {
        if (input.length > 0) {
            input[at] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        byte[] result = new byte[input.length - (to - from) + between.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(input, to, result, from + between.length, input.length - to);
        return result;
    }

    private byte[] part(byte[] of) {
        int from = random.nextInt(of.length + 1);
        int to = Math.min(of.length, from + random.nextInt(32));
        return Arrays.copyOfRange(of, from, to);
    }

    /** A number as formats write them: 2, 4 or 8 bytes in either order, as a varint, or in decimal. */
    private byte[] number() {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (random.nextInt(6)) {
            case 0 ->
                ByteBuffer.allocate(2)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) number)
                        .array();
            case 1 ->
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) number)
                        .array();
            case 2 -> ByteBuffer.allocate(4).putInt((int) number).array();
            case 3 ->
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array();
            case 4 -> Long.toString(number).getBytes(StandardCharsets.US_ASCII);
            default -> varint(number);
        };
    }

    /** Zigzag, as Avro has it. */
    private static byte[] varint(long number) {
        byte[] bytes = new byte[10];
        long left = (number << 1) ^ (number >> 63);
        int count = 0;
        while ((left & ~0x7fL) != 0) {
            bytes[count++] = (byte) ((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        bytes[count++] = (byte) left;
        return Arrays.copyOf(bytes, count);
    }
}
