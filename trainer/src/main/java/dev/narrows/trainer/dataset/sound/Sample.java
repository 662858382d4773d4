package dev.narrows.trainer.dataset.sound;

import dev.narrows.trainer.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/**
 * How one sample of one channel is written.
 *
 * @param bytes 1 to 4, or 8
 * @param order of the bytes
 * @param coding what they mean
 */
record Sample(int bytes, ByteOrder order, Coding coding) {

    /** What the bytes of a sample mean. */
    enum Coding {
        SIGNED,
        UNSIGNED,
        FLOAT
    }

    static Sample of(String name, AudioFormat format) {
        AudioFormat.Encoding encoding = format.getEncoding();
        int bytes = format.getChannels() > 0 ? format.getFrameSize() / format.getChannels() : 0;
        Coding coding = encoding.equals(AudioFormat.Encoding.PCM_SIGNED)
                ? Coding.SIGNED
                : encoding.equals(AudioFormat.Encoding.PCM_UNSIGNED) ? Coding.UNSIGNED : Coding.FLOAT;
        boolean known = coding == Coding.FLOAT
                ? encoding.equals(AudioFormat.Encoding.PCM_FLOAT) && (bytes == Float.BYTES || bytes == Double.BYTES)
                : bytes >= 1 && bytes <= Integer.BYTES;
        if (!known || !(format.getSampleRate() > 0)) {
            throw new DatasetException(
                    name + ": " + format + " (expected: PCM of 8 to 32 bits, or float of 32 or 64, at a rate above 0)");
        }
        return new Sample(bytes, format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, coding);
    }

    /** The sample at an index, -1 to 1; a float as it is. */
    float at(byte[] data, int index) {
        if (coding == Coding.FLOAT) {
            ByteBuffer number = ByteBuffer.wrap(data, index, bytes).order(order);
            return bytes == Float.BYTES ? number.getFloat() : (float) number.getDouble();
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            int place = order == ByteOrder.BIG_ENDIAN ? i : bytes - 1 - i;
            value = value << Byte.SIZE | (data[index + place] & 0xff);
        }
        int unused = Integer.SIZE - bytes * Byte.SIZE;
        int signed = coding == Coding.UNSIGNED ? (value << unused) - Integer.MIN_VALUE : value << unused;
        return (float) (signed / 0x1p31);
    }
}
