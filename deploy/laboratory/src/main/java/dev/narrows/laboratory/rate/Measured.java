package dev.narrows.laboratory.rate;

import dev.narrows.trainer.sweep.RatePoint;
import java.util.Optional;

/**
 * A codec at one size, with all that was measured of it.
 *
 * @param point its codec, bytes and error; what a record takes on the disk is without compression by the producer, but for
 *     the codecs that are such a compression
 * @param compressed what records with its codes take where the producer compresses them; absent for vectors as they are
 * @param time of one core
 * @param kind of a model of ours, as its manifest names it, for example {@code dense}; absent for all others
 */
record Measured(RatePoint point, Optional<CompressedDisk> compressed, CodecTime time, Optional<String> kind) {

    /**
     * Bytes a record on the disk under compression.
     *
     * @param lz4 more than 0
     * @param zstd more than 0
     */
    record CompressedDisk(double lz4, double zstd) {}
}
