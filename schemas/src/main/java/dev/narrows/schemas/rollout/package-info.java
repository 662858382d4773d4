/**
 * Which versions of each model are in service: the topic that says so, written and followed by
 * {@link dev.narrows.schemas.rollout.RolloutLog}. Takes no decision of its own.
 */
@NullMarked
package dev.narrows.schemas.rollout;

import org.jspecify.annotations.NullMarked;
