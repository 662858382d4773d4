/**
 * Measurements of the running service beside what it is compared with, on a broker in a process of its own. Entries:
 * {@link dev.narrows.standalone.bench.Throughput} and {@link dev.narrows.standalone.bench.Latency}. Whatever is measured
 * runs in a JVM of its own, started from this class path, and is watched from outside. Writes into topics of its own
 * and deletes them.
 */
@NullMarked
package dev.narrows.standalone.bench;

import org.jspecify.annotations.NullMarked;
