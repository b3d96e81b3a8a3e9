package ai.medsyn.radiology;

import java.util.List;

/** Reads the entities of a report. Implementations are stateless: the same text gives the same mentions. */
public interface EntityExtractor {

    /** The id under which the model registry knows this extractor, for example {@code lexicon-1}. */
    String modelId();

    /**
     * The mentions of a text in reading order.
     *
     * @param text one section or a whole report; where section headings stand in it ({@code FINDINGS:}, {@code IMPRESSION:}),
     *     sections that describe no image (indication, comparison, technique) are passed over
     */
    List<EntityMention> extract(String text);
}
