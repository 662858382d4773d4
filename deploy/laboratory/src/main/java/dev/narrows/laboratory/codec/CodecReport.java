package dev.narrows.laboratory.codec;

import java.util.List;

/**
 * All figures of one run.
 *
 * @param data name of the vectors
 * @param inputDim values a vector
 * @param codeBytes bytes a code
 * @param java version of the JVM
 * @param quick whether it was measured for a moment only
 * @param figures the steps, in the order of the hot path
 */
public record CodecReport(
        String data, int inputDim, int codeBytes, String java, boolean quick, List<CodecFigure> figures) {

    /** Takes a copy. */
    public CodecReport {
        figures = List.copyOf(figures);
    }
}
