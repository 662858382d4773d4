package dev.narrows.laboratory.demo;

/** The steps of the story, in order. */
enum Step {
    START("Start broker, registry and service"),
    PRODUCE("Put digits into the topic"),
    TRAIN("Train version 1 on the topic"),
    STREAM("Stream, and train version 2 meanwhile"),
    SWITCH("Try version 2 in shadow and canary, and stream on"),
    COUNT("Decode everything back, and count");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
