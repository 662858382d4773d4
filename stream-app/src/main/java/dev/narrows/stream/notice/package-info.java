/**
 * What the parts of a service go through, told to health and metrics: brokers, registry, rollouts, drift. Each class
 * listens to one part. Decides nothing.
 */
@NullMarked
package dev.narrows.stream.notice;

import org.jspecify.annotations.NullMarked;
