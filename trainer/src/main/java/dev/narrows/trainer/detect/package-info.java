/**
 * How well unusual rows are told from usual ones by a model that has only seen usual ones:
 * {@link dev.narrows.trainer.detect.OneClass} is the protocol, for data sets whose labels are only looked at to judge.
 */
@NullMarked
package dev.narrows.trainer.detect;

import org.jspecify.annotations.NullMarked;
