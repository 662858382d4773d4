package dev.narrows.stream.evidence;

/**
 * Where the mean paired difference of two versions is, at all looks together: above 0 the candidate's error is lower.
 *
 * @param pairs rows that it is of, 1 or more
 * @param mean of them, -1 to 1
 * @param low end of the confidence sequence, -1 to 1
 * @param high end of it, -1 to 1
 * @param sure chance that the mean is between the two whenever anybody looks, above 0, below 1
 * @param allowed what the mean must surely be above for the candidate to go on, below 0
 */
public record Comparison(long pairs, double mean, double low, double high, double sure, double allowed) {}
