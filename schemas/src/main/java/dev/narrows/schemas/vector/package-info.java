/**
 * Bytes to rows: reads the vector in a record value straight into a row of floats.
 *
 * <p>Entry type: {@link dev.narrows.schemas.vector.VectorReader}. A value that is not a usable vector is a result with
 * a reason, never an exception. Nothing here builds Avro objects, and nothing here knows a model.
 */
@NullMarked
package dev.narrows.schemas.vector;

import org.jspecify.annotations.NullMarked;
