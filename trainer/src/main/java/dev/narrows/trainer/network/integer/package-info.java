/**
 * A trained network in whole numbers, so that it is smaller and faster where it is served:
 * {@link dev.narrows.trainer.network.integer.IntegerForm}. Computed by libtorch as it is served, so what is judged and
 * calibrated is what runs.
 */
@NullMarked
package dev.narrows.trainer.network.integer;

import org.jspecify.annotations.NullMarked;
