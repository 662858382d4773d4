/**
 * Folders of PNG and JPEG files, a row of grey values each: {@link dev.narrows.trainer.dataset.image.ImageFolder}. Colour
 * is not kept.
 */
@NullMarked
package dev.narrows.trainer.dataset.image;

import org.jspecify.annotations.NullMarked;
