/**
 * What is promised of a decoded vector, and the corrections of latents that keep it: the vector itself in whole numbers,
 * entropy-coded, so that no promise rests on what a model computes.
 *
 * <p>Entry types: {@link dev.narrows.schemas.fidelity.Fidelity}, what is promised; {@link
 * dev.narrows.schemas.fidelity.Corrector}, which writes; {@link dev.narrows.schemas.fidelity.CorrectionReader}, which
 * reads. All arithmetic that a reader does is of integers and of single IEEE 754 double operations, which every language
 * computes alike. Nothing here knows of Kafka or of ONNX.
 */
@NullMarked
package dev.narrows.schemas.fidelity;

import org.jspecify.annotations.NullMarked;
