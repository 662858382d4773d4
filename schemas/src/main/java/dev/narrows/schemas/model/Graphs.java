package dev.narrows.schemas.model;

import dev.narrows.schemas.GraphFile;
import dev.narrows.schemas.ModelManifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lengths, chunk counts and digests of ONNX graphs. Pure functions; any thread. */
public final class Graphs {

    /** A record of the models topic holds at most this much of a graph; well below Kafka's default limit of 1 MB. */
    public static final int CHUNK_BYTES = 512 * 1024;

    private static final int ID_DIGITS = 8;

    private Graphs() {}

    static GraphFile describe(byte[] graph) {
        return new GraphFile(graph.length, chunks(graph.length), sha256(graph));
    }

    static void check(String which, GraphFile expected, byte[] graph) {
        if (graph.length != expected.getBytes()) {
            throw new ModelRefusedException(
                    which + " bytes: " + graph.length + " (expected: " + expected.getBytes() + ")");
        }
        String digest = sha256(graph);
        if (!digest.equals(expected.getSha256())) {
            throw new ModelRefusedException(which + " sha256: " + digest + " (expected: " + expected.getSha256() + ")");
        }
    }

    /** Chunks that a graph of that many bytes takes. */
    public static int chunks(int length) {
        // In longs: a length near the largest int would become a negative count.
        return (int) (((long) length + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /**
     * What tells the decoder of a version from others, in each latent: the first four bytes of its digest, the first as the
     * highest. 0, which one digest in four milliards begins with, says nothing.
     */
    public static int decoderId(ModelManifest manifest) {
        return Integer.parseUnsignedInt(manifest.getDecoderGraph().getSha256().substring(0, ID_DIGITS), 16);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", e);
        }
    }
}
