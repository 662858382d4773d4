/**
 * Vectors into a topic: from rows to record bytes, paced. Entry: {@link dev.narrows.standalone.produce.VectorProducer}.
 * The counterpart of the service's reading side; it never judges a vector.
 */
package dev.narrows.standalone.produce;
