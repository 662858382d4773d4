/**
 * Latents of a topic back into a file of vectors. Entry: {@link dev.narrows.standalone.decode.DecodeCommand}. How a
 * latent becomes a vector is the business of {@link dev.narrows.schemas.decode.VectorDecoder}; here are only the file
 * formats.
 */
@NullMarked
package dev.narrows.standalone.decode;

import org.jspecify.annotations.NullMarked;
