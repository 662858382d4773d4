/** What is opened together and closed together. Knows nothing else of Narrows. */
@NullMarked
package dev.narrows.stream.owned;

import org.jspecify.annotations.NullMarked;
