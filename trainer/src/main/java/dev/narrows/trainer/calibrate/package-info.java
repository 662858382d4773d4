/**
 * From errors of normal vectors to a threshold that a known share of them exceeds:
 * {@link dev.narrows.trainer.calibrate.Calibration} fits the tail, {@link dev.narrows.trainer.calibrate.RealisedRate} says
 * how the promise was kept on other vectors. Works on errors alone; knows nothing of networks or vectors.
 */
@NullMarked
package dev.narrows.trainer.calibrate;

import org.jspecify.annotations.NullMarked;
