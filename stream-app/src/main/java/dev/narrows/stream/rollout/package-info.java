/**
 * Which model version is in service, as the rollouts topic says: follows it, loads and verifies what it names, and swaps
 * it in between two batches. Entry: {@link dev.narrows.stream.rollout.StableVersion}. Decides no rollout and trains
 * nothing.
 */
@NullMarked
package dev.narrows.stream.rollout;

import org.jspecify.annotations.NullMarked;
