package ai.medsyn.generator.reports.imports;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Read the upload of a report set.
 *
 * @param reportSet the set, whose upload lies in the artifact store
 */
public record ImportSpec(@NotNull UUID reportSet) {}
