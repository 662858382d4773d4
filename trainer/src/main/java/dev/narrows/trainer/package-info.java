/**
 * The trainer's commands: {@link dev.narrows.trainer.TrainCommand}, sweep and evaluate. They read flags, call the
 * pipeline and show what it found. The trainer turns a data set into a calibrated autoencoder, exports it as ONNX,
 * judges it and publishes it as a new model version. It meets the service only in {@code dev.narrows.schemas} and
 * never imports it.
 */
@NullMarked
package dev.narrows.trainer;

import org.jspecify.annotations.NullMarked;
