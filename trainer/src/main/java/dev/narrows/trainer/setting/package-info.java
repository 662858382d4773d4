/**
 * What a training is asked for: the settings of the whole pipeline, the defaults that a shape of data brings, and the
 * words in which both are named on the command line and in a manifest. Entry: {@link
 * dev.narrows.trainer.setting.TrainSettings}. Trains nothing.
 */
@NullMarked
package dev.narrows.trainer.setting;

import org.jspecify.annotations.NullMarked;
