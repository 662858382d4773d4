package dev.narrows.trainer.dataset.sound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WAV files as tests want them, written byte by byte after Microsoft's RIFF description. */
final class WavBytes {

    private static final int PCM = 1;
    private static final int FLOAT = 3;

    private WavBytes() {}

    /** PCM of 8, 16, 24 or 32 bits, the samples of all channels in turn, each in the range of its bits. */
    static byte[] pcm(int rate, int channels, int bits, int... samples) {
        ByteBuffer data = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            int stored = bits == 8 ? sample + 128 : sample;
            for (int shift = 0; shift < bits; shift += 8) {
                data.put((byte) (stored >> shift));
            }
        }
        return file(PCM, rate, channels, bits, data.array());
    }

    /** Float of 32 bits, one channel. */
    static byte[] floats(int rate, float... samples) {
        ByteBuffer data = ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            data.putFloat(sample);
        }
        return file(FLOAT, rate, 1, 32, data.array());
    }

    private static byte[] file(int coding, int rate, int channels, int bits, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(US_ASCII)).putInt(36 + data.length).put("WAVEfmt ".getBytes(US_ASCII));
        file.putInt(16).putShort((short) coding).putShort((short) channels).putInt(rate);
        file.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        file.put("data".getBytes(US_ASCII)).putInt(data.length).put(data);
        return file.array();
    }
}
