/**
 * What lies around a vector: a producer's value is taken apart into its numbers and a frame, and put together again.
 *
 * <p>Entry types: {@link dev.narrows.schemas.frame.FrameWriter} and {@link dev.narrows.schemas.frame.FrameReader}. A frame says
 * for itself where numbers go and how they are written, so nothing here knows a schema, a format or a model.
 */
@NullMarked
package dev.narrows.schemas.frame;

import org.jspecify.annotations.NullMarked;
