/**
 * Vectors in Avro, of any schema: a plan is made once a schema and then walks the bytes without building objects.
 * Entry: {@link dev.narrows.schemas.vector.avro.AvroValues}.
 */
@NullMarked
package dev.narrows.schemas.vector.avro;

import org.jspecify.annotations.NullMarked;
