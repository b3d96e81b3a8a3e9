package ai.medsyn.evaluation.data;

import java.util.List;
import java.util.Map;

/**
 * The mask of a film, and which of its structures are which finding.
 *
 * @param structures names in the mask by finding; a finding without a structure is missing
 */
public record FilmMask(MaskImage image, Map<String, List<String>> structures) {}
