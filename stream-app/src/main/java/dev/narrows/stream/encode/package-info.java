/**
 * The model in service, and a batch through it: values into rows, rows through the model, codes and errors out. Entry:
 * {@link dev.narrows.stream.encode.ModelsInService}. Knows no topic and forwards nothing.
 */
@NullMarked
package dev.narrows.stream.encode;

import org.jspecify.annotations.NullMarked;
