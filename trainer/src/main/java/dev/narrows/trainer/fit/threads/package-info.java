/**
 * Threads that take each step of a fit together. Entry: {@link dev.narrows.trainer.fit.threads.WorkerThreads}. Knows nothing of
 * what they compute.
 */
@NullMarked
package dev.narrows.trainer.fit.threads;

import org.jspecify.annotations.NullMarked;
