package dev.narrows.standalone.demo;

import java.nio.ByteBuffer;

/** The key of a demo record: its number, as four bytes, big-endian. It is what a record is recognised by at the end. */
final class DemoKey {
    private DemoKey() {}

    static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** Throws {@link IllegalArgumentException} for a key that no demo record has. */
    static int number(byte[] key) {
        if (key == null || key.length != Integer.BYTES) {
            throw new IllegalArgumentException(
                    "key: " + (key == null ? "null" : key.length + " bytes") + " (expected: 4 bytes)");
        }
        return ByteBuffer.wrap(key).getInt();
    }
}
