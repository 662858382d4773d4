package dev.narrows.laboratory.soak;

/**
 * What a process has at one moment.
 *
 * @param heapBytes of its heap that is in use after a full collection
 * @param residentBytes memory of the machine, heap and all else; 0 where the system does not tell
 * @param threads of Java that live
 * @param descriptors of files and sockets that are open; 0 where the system does not tell
 */
record Footprint(long heapBytes, long residentBytes, int threads, long descriptors) {}
