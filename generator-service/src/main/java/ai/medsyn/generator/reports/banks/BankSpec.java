package ai.medsyn.generator.reports.banks;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Build a registered bank.
 *
 * @param bank its id
 */
public record BankSpec(@NotNull UUID bank) {}
