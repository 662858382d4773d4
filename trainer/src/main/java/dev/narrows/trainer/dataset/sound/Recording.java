package dev.narrows.trainer.dataset.sound;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The samples of a WAV file, -1 to 1, the mean of its channels. Reads as it goes, so a file may be of any length. PCM of 8
 * to 32 bits, float of 32 and 64 bits, A-law and mu-law. For one thread; close it.
 */
final class Recording implements AutoCloseable {

    private static final int SAMPLES_AT_ONCE = 4096;
    private static final int MOST_BYTES = 1 << 20;

    /** What a writer puts for a length that it does not know yet. */
    private static final long UNKNOWN_BYTES = 0xFFFFFF00L;

    private final String name;
    private final AudioInputStream stream;
    private final Sample sample;
    private final int channels;
    private final byte[] bytes;
    private final long expected;
    private long read;
    private int from;
    private int to;

    private Recording(String name, AudioInputStream stream, Sample sample) {
        AudioFormat format = stream.getFormat();
        this.name = name;
        this.stream = stream;
        this.sample = sample;
        this.channels = format.getChannels();
        int frameBytes = Math.max(1, format.getFrameSize());
        // A header may claim thousands of channels.
        this.bytes = new byte[frameBytes * Math.max(1, Math.min(SAMPLES_AT_ONCE, MOST_BYTES / frameBytes))];
        long length = stream.getFrameLength();
        this.expected = length * format.getFrameSize() >= UNKNOWN_BYTES ? -1 : length;
    }

    static Recording open(String name, Path file) {
        try {
            InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            try {
                AudioInputStream stream = decoded(AudioSystem.getAudioInputStream(bytes));
                return new Recording(name, stream, Sample.of(name, stream.getFormat()));
            } catch (UnsupportedAudioFileException | IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        } catch (UnsupportedAudioFileException | IOException | IllegalArgumentException e) {
            throw new DatasetException(name + ": " + e.getMessage() + " (expected: a WAV file of PCM or float)", e);
        }
    }

    /** A-law and mu-law as the 16 bits that they stand for. */
    private static AudioInputStream decoded(AudioInputStream stream) {
        AudioFormat.Encoding encoding = stream.getFormat().getEncoding();
        return encoding.equals(AudioFormat.Encoding.ALAW) || encoding.equals(AudioFormat.Encoding.ULAW)
                ? AudioSystem.getAudioInputStream(AudioFormat.Encoding.PCM_SIGNED, stream)
                : stream;
    }

    /** Samples a second. */
    float rate() {
        return stream.getFormat().getSampleRate();
    }

    /**
     * Reads up to {@code count} samples into {@code target} from index {@code at}.
     *
     * @return how many, fewer only where the file ends
     */
    int read(float[] target, int at, int count) throws IOException {
        int done = 0;
        while (done < count && (from < to || fill())) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++, from += sample.bytes()) {
                sum += sample.at(bytes, from);
            }
            target[at + done++] = sum / channels;
        }
        return done;
    }

    private boolean fill() throws IOException {
        int frame = channels * sample.bytes();
        int present = Math.max(0, stream.readNBytes(bytes, 0, bytes.length));
        read += present / frame;
        if (present < bytes.length && expected > read) {
            throw new DatasetException(name + ": " + read + " samples (expected: " + expected
                    + " as its header says; the file is cut short)");
        }
        from = 0;
        to = present - present % frame;
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
