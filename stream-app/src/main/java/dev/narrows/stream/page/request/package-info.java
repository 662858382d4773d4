/**
 * What holds for every request of page and API, whatever it asks for: who may, how much, and how answers and errors look.
 * Entry type: {@link dev.narrows.stream.page.request.Guard}. Knows nothing of what is asked for.
 */
@NullMarked
package dev.narrows.stream.page.request;

import org.jspecify.annotations.NullMarked;
