package dev.narrows.stream.page;

import io.javalin.http.HttpStatus;

/** A request that cannot be answered as asked; its message is for who asked. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    ApiProblem(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiProblem notFound(String message) {
        return new ApiProblem(HttpStatus.NOT_FOUND, message);
    }

    HttpStatus status() {
        return status;
    }
}
