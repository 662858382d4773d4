/**
 * How often the evidence of a rollout is wrong, and how many records it takes, simulated on real data. Entry: {@link
 * dev.narrows.laboratory.rollout.RolloutBench}. Starts no broker and no service: the guardrails are the service's own,
 * the rows come from a file.
 */
@NullMarked
package dev.narrows.laboratory.rollout;

import org.jspecify.annotations.NullMarked;
