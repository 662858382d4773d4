/**
 * What the threads of a stream do when something fails: wait for the registry ({@link
 * dev.narrows.stream.fault.RegistryWait}), and tell the faults of single records from those of everything ({@link
 * dev.narrows.stream.fault.FailureLimit}). Encodes and forwards nothing.
 */
@NullMarked
package dev.narrows.stream.fault;

import org.jspecify.annotations.NullMarked;
