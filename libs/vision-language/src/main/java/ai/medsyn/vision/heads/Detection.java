package ai.medsyn.vision.heads;

/**
 * An object that was found.
 *
 * @param objectness probability that there is an object, 0..1
 * @param confidence probability of the class, 0..1
 * @param label class, counted from 0
 */
public record Detection(Box box, float objectness, float confidence, int label) {}
