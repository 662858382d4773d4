/**
 * Vectors into a topic: rows become record bytes and are sent. Entry: {@link
 * dev.narrows.schemas.produce.VectorProducer}. The counterpart of the service's reading side; it never judges a
 * vector.
 */
@NullMarked
package dev.narrows.schemas.produce;

import org.jspecify.annotations.NullMarked;
