/**
 * Opens whatever file or folder a person names: {@link dev.narrows.trainer.dataset.file.DataFile} finds the reader by the
 * name, or by what begins the file.
 */
@NullMarked
package dev.narrows.trainer.dataset.file;

import org.jspecify.annotations.NullMarked;
