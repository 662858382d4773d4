/**
 * Records into the topics that an experiment reads, as fast as the broker takes them or at a pace. Entry: {@link
 * dev.narrows.laboratory.load.Workload}. Makes its own topics and deletes them.
 */
@NullMarked
package dev.narrows.laboratory.load;

import org.jspecify.annotations.NullMarked;
