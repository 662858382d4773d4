/**
 * The trainer: turns a data set into a calibrated autoencoder, exports it as ONNX, judges it and publishes it as a new
 * model version. It meets the service only in {@code dev.narrows.schemas} and never imports it.
 */
package dev.narrows.trainer;
