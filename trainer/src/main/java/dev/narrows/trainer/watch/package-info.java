/**
 * When a model is to be trained again: because its newest version is old, or because the service tells that the data have
 * drifted. Entry: {@link dev.narrows.trainer.watch.Watch}. Trains and publishes nothing itself.
 */
@NullMarked
package dev.narrows.trainer.watch;

import org.jspecify.annotations.NullMarked;
