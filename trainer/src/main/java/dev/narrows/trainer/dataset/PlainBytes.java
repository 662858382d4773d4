package dev.narrows.trainer.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, also through gzip, which is known by its first two bytes. */
public final class PlainBytes {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;

    private PlainBytes() {}

    /** From the first byte on; to be closed by the caller. */
    public static InputStream of(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            bytes.mark(Short.BYTES);
            int magic = bytes.read() << 8 | bytes.read();
            bytes.reset();
            return magic == GZIP_MAGIC
                    ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), BUFFER_BYTES)
                    : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
