/**
 * Schema ids and the wire format: what stands between a record's bytes and its Avro schema.
 *
 * <p>Entry type: {@link dev.narrows.schemas.registry.SchemaRegistry}, the one class that imports the registry client.
 * Nothing here knows what a record means, and nothing here asks the registry twice for what it has already said.
 */
@NullMarked
package dev.narrows.schemas.registry;

import org.jspecify.annotations.NullMarked;
