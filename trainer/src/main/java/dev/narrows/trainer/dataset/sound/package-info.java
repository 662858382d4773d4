/**
 * Recordings in WAV files as rows, either the samples of short frames or log-mel bands:
 * {@link dev.narrows.trainer.dataset.sound.SoundFolder}. Channels are mixed down to one; the sample rate is kept.
 */
@NullMarked
package dev.narrows.trainer.dataset.sound;

import org.jspecify.annotations.NullMarked;
