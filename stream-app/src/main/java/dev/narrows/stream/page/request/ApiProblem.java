package dev.narrows.stream.page.request;

import io.javalin.http.HttpStatus;

/** A request that cannot be answered as asked; its message is for who asked. */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    /** @param status that it is answered with */
    public ApiProblem(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What was asked for is not there. */
    public static ApiProblem notFound(String message) {
        return new ApiProblem(HttpStatus.NOT_FOUND, message);
    }

    HttpStatus status() {
        return status;
    }
}
