/**
 * The page that people look at, and the HTTP API that it and other programs ask, under {@code /api/v1}; what that is says
 * {@code openapi.json} beside the page's files. Entry type: {@link dev.narrows.stream.page.Page}. It shows what others
 * know: the service's own figures, and what {@link dev.narrows.stream.look} sees. Changes need a token.
 */
@NullMarked
package dev.narrows.stream.page;

import org.jspecify.annotations.NullMarked;
