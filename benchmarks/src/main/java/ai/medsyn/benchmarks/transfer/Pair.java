package ai.medsyn.benchmarks.transfer;

import ai.medsyn.imaging.GrayImage;
import java.util.List;

/**
 * A phantom film and the report that it was drawn from.
 *
 * @param text the report
 * @param sentences of the report, those that state or deny something
 * @param report all mentions of the report
 */
record Pair(GrayImage film, String text, List<Sentence> sentences, Said report) {}
