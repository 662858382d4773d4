/**
 * Opens whatever file a person names: {@link dev.narrows.trainer.dataset.file.DataFile} finds the reader by the file's
 * name.
 */
@NullMarked
package dev.narrows.trainer.dataset.file;

import org.jspecify.annotations.NullMarked;
